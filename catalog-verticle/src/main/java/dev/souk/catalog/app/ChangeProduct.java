package dev.souk.catalog.app;

import dev.souk.catalog.domain.ProductPatch;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.OptionalLong;
import java.util.UUID;

/** Changes a product, or takes it out of the shop. */
public final class ChangeProduct {

    private final ProductStore products;
    private final CatalogFacts facts;

    public ChangeProduct(ProductStore products, CatalogFacts facts) {
        this.products = products;
        this.facts = facts;
    }

    /**
     * Applies a patch. One that changes nothing leaves the version as it is. Fails with {@code
     * NOT_FOUND}, {@code STALE}, {@code unknown-category}, {@code stock-reserved} or {@code
     * invalid-request}.
     *
     * @param expected the version that the patch is made for; empty for any
     */
    public Future<StockedProduct> change(UUID id, OptionalLong expected, ProductPatch patch) {
        return products.change(id, current -> patched(checked(current, expected), patch));
    }

    /** Fails with {@code NOT_FOUND} or {@code STALE}. */
    public Future<Void> delete(UUID id, OptionalLong expected) {
        return products.delete(
                id,
                current -> {
                    var old = checked(current, expected).product();
                    return new StockedProduct(
                            old.with(old.details(), facts.now()), current.stock());
                });
    }

    private StockedProduct patched(StockedProduct current, ProductPatch patch) {
        var details = patch.apply(current.product().details());
        Limits.check(details);
        var mode = patch.stockMode().apply(current.stock().mode(), current.stock().mode());
        var sameDetails = details.equals(current.product().details());
        if (sameDetails && mode == current.stock().mode()) {
            return current;
        }
        if (mode != current.stock().mode() && current.stock().reserved() > 0) {
            throw ServiceFailure.of(
                    Reason.CONFLICT, "stock-reserved", "Units of it are reserved for orders");
        }
        return new StockedProduct(
                current.product().with(details, facts.now()), current.stock().in(mode));
    }

    private static StockedProduct checked(StockedProduct current, OptionalLong expected) {
        var version = current.product().version();
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw ServiceFailure.of(
                            Reason.STALE, "The product is at version " + version + " by now")
                    .with("version", version);
        }
        return current;
    }
}

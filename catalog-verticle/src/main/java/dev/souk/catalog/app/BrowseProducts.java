package dev.souk.catalog.app;

import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.resilience.LastKnown;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads products and categories. Shoppers may go on looking around while the database is away; what
 * orders are made of is never read from memory.
 */
public final class BrowseProducts {

    private static final int KEPT = 2_000;
    private static final int KEPT_LISTS = 200;

    private final ProductStore products;
    private final CategoryStore categories;
    private final LastKnown<Object, Optional<StockedProduct>> seen = new LastKnown<>(KEPT);
    private final LastKnown<ProductStore.Listing, List<ProductStore.Listed>> listed =
            new LastKnown<>(KEPT_LISTS);
    private final LastKnown<String, CategoryTree> trees = new LastKnown<>(1);

    public BrowseProducts(ProductStore products, CategoryStore categories) {
        this.products = products;
        this.categories = categories;
    }

    /** Fails with {@code NOT_FOUND}. */
    public Future<StockedProduct> find(UUID id) {
        return seen.read(id, () -> products.find(id))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("product")));
    }

    /** Fails with {@code NOT_FOUND}. */
    public Future<StockedProduct> findBySlug(String slug) {
        return seen.read(slug, () -> products.findBySlug(slug))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("product")));
    }

    /** Those of the products that exist, in the order asked for, as they are now. */
    public Future<List<StockedProduct>> findAll(List<UUID> ids) {
        return products.findAll(ids).map(found -> inOrder(ids, found));
    }

    /** The next page of a list, and one product more where there is more. */
    public Future<List<ProductStore.Listed>> list(ProductStore.Listing listing) {
        return listed.read(listing, () -> products.list(listing));
    }

    public Future<CategoryTree> categories() {
        return trees.read("tree", categories::tree);
    }

    private static List<StockedProduct> inOrder(List<UUID> ids, List<StockedProduct> found) {
        Map<UUID, StockedProduct> byId = new HashMap<>();
        found.forEach(product -> byId.put(product.product().id(), product));
        return ids.stream().distinct().map(byId::get).filter(Objects::nonNull).toList();
    }
}

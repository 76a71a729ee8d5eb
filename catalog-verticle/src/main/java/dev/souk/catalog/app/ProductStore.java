package dev.souk.catalog.app;

import dev.souk.catalog.domain.ProductOrder;
import dev.souk.catalog.domain.StockedProduct;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where products are kept. Deleted ones are never found. */
public interface ProductStore {

    /**
     * Which products to list.
     *
     * @param category only those that lie in it; null for all
     * @param after where the page before ended; null for the first page
     */
    record Listing(
            @Nullable String category, ProductOrder order, int limit, @Nullable Position after) {}

    /**
     * A place in a list.
     *
     * @param key the last item's value of what the list is sorted by
     */
    record Position(String key, UUID id) {}

    /** A product and its place in the list. */
    record Listed(StockedProduct product, Position position) {}

    Future<Optional<StockedProduct>> find(UUID id);

    Future<Optional<StockedProduct>> findBySlug(String slug);

    /** Those of the products that exist, in no particular order. */
    Future<List<StockedProduct>> findAll(List<UUID> ids);

    Future<List<Listed>> list(Listing listing);

    /**
     * Adds a product under the first of the slugs that is free, with the ledger entry of its first
     * units and its events. Fails with {@code sku-taken} or {@code unknown-category}.
     *
     * @param slugs the product's own slug is not regarded
     */
    Future<StockedProduct> create(StockedProduct product, List<String> slugs, String actor);

    /**
     * Decides on a product while its row is locked, and stores what was decided with its events. A
     * decision that returns the same product stores nothing; one that throws changes nothing.
     */
    Future<StockedProduct> change(UUID id, UnaryOperator<StockedProduct> decision);

    /** As {@link #change}, and takes the product out of the shop. */
    Future<Void> delete(UUID id, UnaryOperator<StockedProduct> decision);
}

package dev.souk.catalog.app;

import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads products and categories. */
public final class BrowseProducts {

    private final ProductStore products;
    private final CategoryStore categories;

    public BrowseProducts(ProductStore products, CategoryStore categories) {
        this.products = products;
        this.categories = categories;
    }

    /** Fails with {@code NOT_FOUND}. */
    public Future<StockedProduct> find(UUID id) {
        return products.find(id)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("product")));
    }

    /** Fails with {@code NOT_FOUND}. */
    public Future<StockedProduct> findBySlug(String slug) {
        return products.findBySlug(slug)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("product")));
    }

    /** Those of the products that exist, in the order asked for. */
    public Future<List<StockedProduct>> findAll(List<UUID> ids) {
        return products.findAll(ids).map(found -> inOrder(ids, found));
    }

    /** The next page of a list, and one product more where there is more. */
    public Future<List<ProductStore.Listed>> list(ProductStore.Listing listing) {
        return products.list(listing);
    }

    public Future<CategoryTree> categories() {
        return categories.tree();
    }

    private static List<StockedProduct> inOrder(List<UUID> ids, List<StockedProduct> found) {
        Map<UUID, StockedProduct> byId = new HashMap<>();
        found.forEach(product -> byId.put(product.product().id(), product));
        return ids.stream().distinct().map(byId::get).filter(Objects::nonNull).toList();
    }
}

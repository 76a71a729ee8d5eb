package dev.souk.catalog.app;

import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.Slug;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;

import io.vertx.core.Future;

/** Puts a new product into the shop. */
public final class CreateProduct {

    /** What the product shall be; untracked stock has no units. */
    public record Draft(String sku, ProductDetails details, StockMode mode, long available) {}

    private final ProductStore products;
    private final CatalogFacts facts;

    public CreateProduct(ProductStore products, CatalogFacts facts) {
        this.products = products;
        this.facts = facts;
    }

    /** Fails with {@code sku-taken}, {@code unknown-category} or {@code invalid-request}. */
    public Future<StockedProduct> create(Draft draft, String actor) {
        Limits.check(draft.details());
        var id = facts.nextId();
        var slugs = Slug.candidates(draft.details().name(), draft.sku(), id.toString());
        var product = Product.create(id, draft.sku(), slugs.get(0), draft.details(), facts.now());
        var units = draft.mode() == StockMode.TRACKED ? draft.available() : 0;
        var stocked = new StockedProduct(product, Stock.fresh(id, draft.mode(), units));
        return products.create(stocked, slugs, actor);
    }
}

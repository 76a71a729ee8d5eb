package dev.souk.catalog.app;

import dev.souk.catalog.api.ProductFacts;
import dev.souk.catalog.api.ProductView;
import dev.souk.catalog.api.StockView;
import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;

/** Products in the words of the contract. */
public final class Views {

    private Views() {}

    /** A product as everybody may see it. */
    public static ProductView of(StockedProduct stocked) {
        var product = stocked.product();
        var details = product.details();
        return new ProductView(
                product.id(),
                product.sku(),
                product.slug(),
                details.name(),
                details.description(),
                details.category(),
                details.brand(),
                details.price(),
                details.images(),
                details.attributes(),
                details.maxPerCustomer(),
                stock(stocked.stock()),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    /** A product as its events tell it. */
    static ProductFacts facts(Product product, StockMode mode) {
        var details = product.details();
        return new ProductFacts(
                product.id(),
                product.sku(),
                product.slug(),
                details.name(),
                details.description(),
                details.category(),
                details.brand(),
                details.price(),
                details.images(),
                details.attributes(),
                details.maxPerCustomer(),
                mode.word(),
                product.version());
    }

    private static StockView stock(Stock stock) {
        return new StockView(stock.mode().word(), stock.orderable());
    }
}

package dev.souk.catalog.bus;

import dev.souk.catalog.app.CreateProduct.Draft;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.StockMode;
import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The body of a request for a new product, as its schema lets it through. */
record NewProduct(
        String sku,
        String name,
        Money price,
        @Nullable String description,
        @Nullable String category,
        @Nullable String brand,
        @Nullable Map<String, Object> attributes,
        @Nullable List<String> images,
        @Nullable Integer maxPerCustomer,
        @Nullable NewStock stock) {

    record NewStock(String mode, @Nullable Long available) {}

    Draft draft() {
        var details =
                new ProductDetails(
                        name,
                        description,
                        category,
                        brand,
                        price,
                        Objects.requireNonNullElse(images, List.of()),
                        Objects.requireNonNullElse(attributes, Map.of()),
                        maxPerCustomer);
        return stock == null
                ? new Draft(sku, details, StockMode.UNTRACKED, 0)
                : new Draft(sku, details, StockMode.of(stock.mode()), units(stock));
    }

    private static long units(NewStock stock) {
        return stock.available() == null ? 0 : stock.available();
    }
}

package dev.souk.catalog.store;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.json.Json;
import dev.souk.contract.Money;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of products joined with their stock. */
final class ProductRows {

    /** The columns that {@link #read} wants, of {@code products p JOIN stock s}. */
    static final String COLUMNS =
            """
            p.id, p.sku, p.slug, p.name, p.description, p.category, p.brand, p.price_amount,
            p.price_currency, p.images, p.attributes::text AS attributes, p.max_per_customer,
            p.version, p.created_at, p.updated_at, s.mode, s.available, s.reserved, s.sold,
            s.version AS stock_version
            """;

    /** Where they come from; deleted products included. */
    static final String FROM = " FROM products p JOIN stock s ON s.product_id = p.id ";

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

    private ProductRows() {}

    static Optional<StockedProduct> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next()));
    }

    static List<StockedProduct> all(RowSet<Row> rows) {
        var products = new ArrayList<StockedProduct>(rows.size());
        rows.forEach(row -> products.add(read(row)));
        return products;
    }

    static StockedProduct read(Row row) {
        var product =
                new Product(
                        row.getUUID("id"),
                        row.getString("sku"),
                        row.getString("slug"),
                        details(row),
                        row.getLong("version"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant());
        return new StockedProduct(product, stock(row, "id", "stock_version"));
    }

    static Stock stock(Row row, String id, String version) {
        return new Stock(
                row.getUUID(id),
                StockMode.of(row.getString("mode")),
                row.getLong("available"),
                row.getLong("reserved"),
                row.getLong("sold"),
                row.getLong(version));
    }

    static String attributes(ProductDetails details) {
        return Json.encode(details.attributes()).toString();
    }

    private static ProductDetails details(Row row) {
        return new ProductDetails(
                row.getString("name"),
                row.getString("description"),
                row.getString("category"),
                row.getString("brand"),
                new Money(row.getLong("price_amount"), row.getString("price_currency")),
                List.of(row.getArrayOfStrings("images")),
                attributes(row.getString("attributes")),
                row.getInteger("max_per_customer"));
    }

    private static Map<String, Object> attributes(String json) {
        try {
            return Json.mapper().readValue(json, ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("attributes that the database keeps are JSON", e);
        }
    }
}

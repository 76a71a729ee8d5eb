package dev.souk.catalog.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A product as everybody may see it, with its stock.
 *
 * @param category the slug of its category
 * @param images addresses of pictures, the first one first
 * @param attributes names with texts, numbers or truth values, ordered by name
 * @param maxPerCustomer how many one customer may have over all orders
 * @param version counts the changes of everything but the stock
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ProductView(
        UUID id,
        String sku,
        String slug,
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable String brand,
        Money price,
        List<String> images,
        Map<String, Object> attributes,
        @Nullable Integer maxPerCustomer,
        StockView stock,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public ProductView {
        images = List.copyOf(images);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}

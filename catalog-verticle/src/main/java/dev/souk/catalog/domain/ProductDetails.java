package dev.souk.catalog.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a catalog manager says about a product.
 *
 * @param category the slug of its category
 * @param images addresses of pictures, the first one first
 * @param attributes names with texts, numbers, truth values or lists of them
 * @param maxPerCustomer how many one customer may have over all orders; null for any number
 */
public record ProductDetails(
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable String brand,
        Money price,
        List<String> images,
        Map<String, Object> attributes,
        @Nullable Integer maxPerCustomer) {

    /** The most bytes that all attributes may have together. */
    public static final int MAX_ATTRIBUTE_BYTES = 8 * 1024;

    /** The highest price in minor units. */
    public static final long MAX_PRICE = 10_000_000_000L;

    public ProductDetails {
        images = List.copyOf(images);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        if (price.amount() < 0 || price.amount() > MAX_PRICE) {
            throw new IllegalArgumentException("a price is 0 to " + MAX_PRICE);
        }
    }

    /** The size of the attributes as JSON, to a few bytes. */
    public int attributeBytes() {
        return attributes.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()) + 6)
                .sum();
    }

    private static int bytes(Object value) {
        return String.valueOf(value).getBytes(StandardCharsets.UTF_8).length;
    }
}

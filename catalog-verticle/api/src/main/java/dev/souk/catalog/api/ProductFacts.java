package dev.souk.catalog.api;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The body of an event that tells a product, without its stock. */
public record ProductFacts(
        UUID productId,
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
        String stockMode,
        long version) {

    public ProductFacts {
        images = List.copyOf(images);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}

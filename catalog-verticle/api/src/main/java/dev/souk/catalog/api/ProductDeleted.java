package dev.souk.catalog.api;

import java.util.UUID;

/** The body of {@code product.deleted}; the sku is never used again. */
public record ProductDeleted(UUID productId, String sku, long version) {}

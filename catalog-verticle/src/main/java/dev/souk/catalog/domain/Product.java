package dev.souk.catalog.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A thing that the shop sells, without its stock.
 *
 * @param sku the seller's name for it; never changes and is never used for another product
 * @param slug its name in addresses; made of its first name, and kept when it is renamed
 * @param version counts the changes, from 1
 */
public record Product(
        UUID id,
        String sku,
        String slug,
        ProductDetails details,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A new product. */
    public static Product create(
            UUID id, String sku, String slug, ProductDetails details, Instant now) {
        return new Product(id, sku, slug, details, 1, now, now);
    }

    /** The product with other details, as its next version. */
    public Product with(ProductDetails changed, Instant now) {
        return new Product(id, sku, slug, changed, version + 1, createdAt, now);
    }
}

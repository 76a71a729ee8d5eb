package dev.souk.recommend.app;

import dev.souk.recommend.domain.Sale;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What is learnt from others, inside the transaction that notes the news as heard.
 *
 * @param <T> the transaction
 */
public interface Learning<T> {

    /** A product, as far as it matters here; the price in minor units. */
    record Known(UUID productId, @Nullable String category, @Nullable String brand, long price) {}

    /** Learns from a confirmed order. */
    Future<Void> sold(T transaction, Sale sale);

    /** Keeps what is new of a product; older news changes nothing. */
    Future<Void> known(T transaction, Known product, long version);

    /** Forgets a product for good. */
    Future<Void> gone(T transaction, UUID productId, long version);
}

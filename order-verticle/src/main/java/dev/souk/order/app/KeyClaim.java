package dev.souk.order.app;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What is known of a request's key: it names an order, or the refusal of one.
 *
 * @param orderId the order; null where none was written
 * @param refusal why none was written; null where one was
 * @param answer what was answered first; null while nothing was
 */
public record KeyClaim(
        String bodyHash,
        @Nullable UUID orderId,
        @Nullable Refusal refusal,
        @Nullable FirstAnswer answer) {

    /** Whether it was claimed by the same request. */
    public boolean isOf(RequestKey key) {
        return bodyHash.equals(key.bodyHash());
    }
}

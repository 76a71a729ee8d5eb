package dev.souk.order.domain;

import dev.souk.contract.Money;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Money that is to go back to the shopper. Why is said beside the facts, in somebody's own words.
 *
 * @param id the order's own for what goes back because the order is off
 * @param request names the wish, so that the same wish is one refund however often it comes
 * @param key the idempotency key under which the provider is asked now
 * @param keys how many there were: a new one after each refusal that somebody didn't accept
 */
public record Refund(
        UUID id,
        String request,
        String key,
        int keys,
        Money amount,
        Status status,
        Instant requestedAt) {

    /** What came of it. */
    public enum Status {
        /** The provider is being asked. */
        REQUESTED,
        /** The money is back. */
        REFUNDED,
        /** The provider doesn't give it back, and nobody asks any more. */
        REFUSED;

        /** The status as clients read it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Refund of(UUID id, String key, Money amount, Instant time) {
        return new Refund(id, key, key, 1, amount, Status.REQUESTED, time);
    }

    /** Whether the provider still has to be asked. */
    public boolean isPending() {
        return status == Status.REQUESTED;
    }

    /** The key under which a provider that has refused is asked again. */
    String nextKey() {
        return request + "." + (keys + 1);
    }

    Refund askedUnder(String newKey) {
        return new Refund(id, request, newKey, keys + 1, amount, status, requestedAt);
    }

    Refund become(Status next) {
        return new Refund(id, request, key, keys, amount, next, requestedAt);
    }
}

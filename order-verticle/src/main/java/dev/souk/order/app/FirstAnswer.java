package dev.souk.order.app;

import dev.souk.order.domain.Order;

import org.jspecify.annotations.Nullable;

/**
 * The answer that the first of equal requests got, as a reference: the order at that version can be
 * told again at any time.
 */
public record FirstAnswer(Kind kind, long version) {

    /** How it was answered. */
    public enum Kind {
        /** The order is settled. */
        SETTLED,
        /** The order goes on. */
        ACCEPTED,
        /** The order was refused after it had been written. */
        REFUSED
    }

    /**
     * The answer to whoever has just placed the order; null where it goes on, and they may wait.
     */
    public static @Nullable FirstAnswer atOnce(Order order) {
        return AwaitOrder.isAnswer(order) ? of(order) : null;
    }

    /** How an order that stands so is answered. */
    public static FirstAnswer of(Order order) {
        var cancellation = order.cancellation();
        if (cancellation != null && cancellation.code().isRefusal()) {
            return new FirstAnswer(Kind.REFUSED, order.version());
        }
        return new FirstAnswer(order.isSettled() ? Kind.SETTLED : Kind.ACCEPTED, order.version());
    }
}

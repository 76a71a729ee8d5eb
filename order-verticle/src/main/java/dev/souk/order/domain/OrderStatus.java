package dev.souk.order.domain;

import java.util.Locale;

/** Where an order stands between the shopper's wish and the door. */
public enum OrderStatus {
    /** Written; stock is being reserved and prices are provisional. */
    PENDING,
    /** Stock is held, and the prices bind. */
    RESERVED,
    /** Paid for. */
    CONFIRMED,
    /** On its way. */
    SHIPPED,
    /** Arrived. */
    DELIVERED,
    /** Off, for good. */
    CANCELLED;

    /** Whether an order may go from here straight to the given status. */
    public boolean mayBecome(OrderStatus next) {
        return switch (this) {
            case PENDING -> next == RESERVED || next == CANCELLED;
            case RESERVED -> next == CONFIRMED || next == CANCELLED;
            case CONFIRMED -> next == SHIPPED || next == CANCELLED;
            case SHIPPED -> next == DELIVERED;
            case DELIVERED, CANCELLED -> false;
        };
    }

    /** The status as clients read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.souk.order.domain;

import java.util.Locale;

/** What is known of an order's money. */
public enum PaymentStatus {
    /** Not asked for yet, or asked and about to be answered. */
    PENDING,
    /** The shopper has to act at the provider's page. */
    ACTION_REQUIRED,
    /** Asked, and no answer came yet. */
    UNKNOWN,
    /** Set aside for this order. */
    AUTHORIZED,
    /** Taken. */
    CAPTURED,
    /** A part was given back. */
    PARTIALLY_REFUNDED,
    /** All was given back. */
    REFUNDED,
    /** Refused by the provider or by the shopper. */
    DECLINED,
    /** Nothing was taken, and nothing will be; a provider that took it after all is believed. */
    VOIDED;

    /** Whether a payment may go from here straight to the given status. */
    public boolean mayBecome(PaymentStatus next) {
        return switch (this) {
            case PENDING, ACTION_REQUIRED, UNKNOWN ->
                    switch (next) {
                        case ACTION_REQUIRED, UNKNOWN, AUTHORIZED, CAPTURED, DECLINED, VOIDED ->
                                this != next;
                        case PENDING, PARTIALLY_REFUNDED, REFUNDED -> false;
                    };
            case AUTHORIZED ->
                    next == UNKNOWN || next == CAPTURED || next == DECLINED || next == VOIDED;
            case CAPTURED, PARTIALLY_REFUNDED -> next == PARTIALLY_REFUNDED || next == REFUNDED;
            case VOIDED -> next == CAPTURED;
            case REFUNDED, DECLINED -> false;
        };
    }

    /** The status as clients read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

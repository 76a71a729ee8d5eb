package dev.souk.order.domain;

import java.util.Locale;

/** What can be wrong between the ledger, the provider's books and an order. */
public enum Difference {
    /** The provider moved money for an order that isn't there. */
    UNKNOWN_ORDER,
    /** The provider moved money, and the ledger doesn't have it. */
    MISSING_IN_LEDGER,
    /** The ledger has it, and the provider moved nothing. */
    MISSING_AT_PROVIDER,
    /** Both have it, with different amounts. */
    AMOUNT_DIFFERS,
    /** The money is taken, and the order isn't confirmed. */
    NOT_CONFIRMED,
    /** The order is off, and the money isn't given back. */
    NOT_RETURNED;

    /** The word for it, as it is stored and logged. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

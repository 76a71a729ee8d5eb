package dev.souk.order.domain;

import java.util.Locale;

/** The accounts between which the money of a payment moves. */
public enum LedgerAccount {
    /** What the payment provider holds for the shop. */
    PROVIDER,
    /** What the shop owes the shopper, in goods or in money, as a negative balance. */
    SHOPPER;

    /** The account as it is stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

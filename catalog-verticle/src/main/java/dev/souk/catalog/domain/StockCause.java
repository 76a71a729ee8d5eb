package dev.souk.catalog.domain;

import java.util.Locale;

/** Why units moved, and from where to where: each unit leaves one column and enters another. */
public enum StockCause {
    /** Put in or taken out by hand. */
    ADJUSTED(1, 0, 0),
    /** Set aside for an order. */
    RESERVED(-1, 1, 0),
    /** Given back by an order that gave up. */
    RELEASED(1, -1, 0),
    /** Given back because nobody paid in time. */
    EXPIRED(1, -1, 0),
    /** Sold. */
    COMMITTED(0, -1, 1),
    /** Sold, then given back. */
    RETURNED(1, 0, -1);

    private final int available;
    private final int reserved;
    private final int sold;

    StockCause(int available, int reserved, int sold) {
        this.available = available;
        this.reserved = reserved;
        this.sold = sold;
    }

    /** The cause's name in events and in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int available() {
        return available;
    }

    int reserved() {
        return reserved;
    }

    int sold() {
        return sold;
    }
}

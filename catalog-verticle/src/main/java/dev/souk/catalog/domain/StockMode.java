package dev.souk.catalog.domain;

import java.util.Locale;

/** Whether a product can run out. */
public enum StockMode {
    /** Every unit is counted; what isn't there can't be ordered. */
    TRACKED,
    /** There is always enough; only what is set aside and sold is counted. */
    UNTRACKED;

    /** The mode's name in the contract and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StockMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

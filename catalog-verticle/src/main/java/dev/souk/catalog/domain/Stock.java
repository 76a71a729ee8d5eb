package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * The units of one product. No column is ever negative, so nothing can be sold that isn't there.
 *
 * @param available units that can be ordered; while the stock is untracked, nothing is taken from
 *     them, and only what was taken before comes back
 * @param reserved units set aside for orders
 * @param sold units of paid orders
 * @param version counts the transactions that moved units
 */
public record Stock(
        UUID productId, StockMode mode, long available, long reserved, long sold, long version) {

    public Stock {
        if (available < 0 || reserved < 0 || sold < 0) {
            throw new IllegalArgumentException("no column of a stock is negative");
        }
    }

    /** The stock of a product that nobody has ordered yet. */
    public static Stock fresh(UUID productId, StockMode mode, long available) {
        return new Stock(productId, mode, available, 0, 0, 1);
    }

    /** Whether so many units can be set aside. */
    public boolean covers(long quantity) {
        return !isCounted() || quantity <= available;
    }

    /** Whether units that are set aside now are taken from the available ones. */
    boolean isCounted() {
        return mode == StockMode.TRACKED;
    }

    /** The units that can be ordered now; null where nobody counts them. */
    public @Nullable Long orderable() {
        return isCounted() ? available : null;
    }

    /** The same units under another mode; only sensible while nothing is reserved. */
    public Stock in(StockMode other) {
        return new Stock(productId, other, available, reserved, sold, version);
    }

    /**
     * The stock after a move; the version stays.
     *
     * @param counted whether the units come from the available ones, or go there
     * @throws IllegalArgumentException if a column would be negative
     */
    Stock after(StockCause cause, long quantity, boolean counted) {
        var left = counted ? quantity * cause.available() : 0;
        return new Stock(
                productId,
                mode,
                available + left,
                reserved + quantity * cause.reserved(),
                sold + quantity * cause.sold(),
                version);
    }

    Stock nextVersion() {
        return new Stock(productId, mode, available, reserved, sold, version + 1);
    }
}

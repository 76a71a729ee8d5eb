package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A move of units and what it did to each column. The entries of a product sum up to its stock.
 *
 * @param stockVersion the version of the stock that the move led to
 * @param orderId the order that moved it; null for an adjustment
 * @param quantity the units moved; negative only where an adjustment takes some out
 */
public record LedgerEntry(
        UUID productId,
        long stockVersion,
        @Nullable UUID orderId,
        StockCause cause,
        long quantity,
        long availableDelta,
        long reservedDelta,
        long soldDelta) {}

package dev.souk.catalog.api;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * The body of a stock event: the moves of one product that one transaction made, and what they left
 * behind.
 *
 * @param mode {@code tracked} or {@code untracked}; units of an untracked product are counted as
 *     reserved and sold, never as available
 * @param available units that can be ordered after the moves
 * @param reserved units set aside after the moves
 * @param sold units sold after the moves
 */
public record StockMoved(
        UUID productId, String mode, List<Move> moves, long available, long reserved, long sold) {

    /**
     * A single move.
     *
     * @param orderId the order that moved it; null for an adjustment by hand
     * @param quantity units, negative only where an adjustment takes some out
     * @param cause {@code reserved}, {@code released}, {@code expired}, {@code returned}, {@code
     *     committed} or {@code adjusted}
     */
    public record Move(@Nullable UUID orderId, long quantity, String cause) {}

    public StockMoved {
        moves = List.copyOf(moves);
    }
}

package dev.souk.order.app;

import dev.souk.order.domain.StatusChange;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What became of customers' orders. The changes of all orders of a customer are numbered from 1
 * without a gap, and none is seen before those with smaller numbers.
 */
public interface OrderChanges {

    /** A change with its number. */
    record Numbered(UUID customerId, long number, StatusChange change) {}

    /**
     * The numbers that are kept.
     *
     * @param first the least; one more than the last where none is kept
     * @param last the greatest that was given; 0 where none was
     */
    record Kept(long first, long last) {}

    Future<Kept> kept(UUID customerId);

    /**
     * What came after the number of each customer, by customer and number.
     *
     * @param most at most so many for each customer
     */
    Future<List<Numbered>> after(Map<UUID, Long> numbers, int most);

    /** What became of one order from its beginning; empty where there is none. */
    Future<List<StatusChange>> history(UUID orderId);
}

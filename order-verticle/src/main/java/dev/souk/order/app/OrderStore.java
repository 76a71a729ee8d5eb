package dev.souk.order.app;

import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Where orders are kept: their facts, what lies beside them, and what is told of them. */
public interface OrderStore {

    /** What came of writing an order under a key. */
    sealed interface Written {
        /** It is durable, and this node may run its saga, unless that has ended. */
        record New(SagaStore.Work work) implements Written {}

        /** The key was taken; nothing was written. */
        record Taken(KeyClaim claim) implements Written {}
    }

    /**
     * Which orders to list, newest first.
     *
     * @param customerId whose; null for everybody's
     * @param status in which status; null for any
     * @param before only those older than this one; null to begin at the newest
     */
    record Filter(@Nullable UUID customerId, @Nullable OrderStatus status, @Nullable UUID before) {}

    /**
     * Writes a new order, its saga, its announcements and the claim of its key in one transaction;
     * also its first answer, where the order is settled by then.
     */
    Future<Written> place(Transition begun, OrderDetails details, RequestKey key);

    Future<Optional<StoredOrder>> find(UUID id);

    /** The order as it was at an earlier version. */
    Future<Optional<StoredOrder>> find(UUID id, long version);

    /** A page of orders, without what lies beside them. */
    Future<List<Order>> list(Filter filter, int limit);

    /**
     * Calls an order off, and has its saga undo it.
     *
     * @param decide may throw, and then nothing changes and the future fails with what it threw
     * @param reason in somebody's own words; null where nobody said
     */
    Future<Optional<StoredOrder>> cancel(
            UUID id, Function<Order, Decision> decide, @Nullable String reason);

    /**
     * Changes an order while nobody else does.
     *
     * @param decide may throw, and then nothing changes and the future fails with what it threw
     */
    Future<Optional<StoredOrder>> change(UUID id, Function<Order, Decision> decide);

    /**
     * Has money of an order go back, by its saga.
     *
     * @param decide may throw, and then nothing changes and the future fails with what it threw
     * @param details kept where the decision is a new refund
     */
    Future<Optional<StoredOrder>> refund(
            UUID id, Function<Order, Decision> decide, RefundDetails details);

    /** What lies beside a refund that somebody asked for. */
    Future<Optional<RefundDetails>> refundDetails(UUID id, UUID refundId);
}

package dev.souk.order.app;

import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes one new order, and is asked for nothing else. */
final class WrittenOrders implements OrderStore {

    @Nullable Transition begun;

    /** What was written. */
    Transition written() {
        return Objects.requireNonNull(begun);
    }

    @Override
    public Future<Written> place(Transition start, OrderDetails details, RequestKey key) {
        begun = start;
        var order = start.decision().next();
        return Future.succeededFuture(
                new Written.New(
                        new SagaStore.Work(start.saga(), order, details.paymentToken(), 1, "")));
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id) {
        return notAsked();
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id, long version) {
        return notAsked();
    }

    @Override
    public Future<List<Order>> list(Filter filter, int limit) {
        return notAsked();
    }

    @Override
    public Future<Optional<StoredOrder>> cancel(
            UUID id, Function<Order, Decision> decide, @Nullable String reason) {
        return notAsked();
    }

    @Override
    public Future<Optional<StoredOrder>> change(UUID id, Function<Order, Decision> decide) {
        return notAsked();
    }

    @Override
    public Future<Optional<StoredOrder>> refund(
            UUID id, Function<Order, Decision> decide, RefundDetails details) {
        return notAsked();
    }

    @Override
    public Future<Optional<RefundDetails>> refundDetails(UUID id, UUID refundId) {
        return notAsked();
    }

    private static <T> Future<T> notAsked() {
        return Future.failedFuture(new UnsupportedOperationException("not asked"));
    }
}

package dev.souk.order.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockOutcome;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

final class RunSagasTest {

    private final Deque<Promise<StockOutcome>> reservations = new ArrayDeque<>();
    private int begun;
    private final LosingStore store = new LosingStore();
    private final RunSagas sagas =
            new RunSagas(
                    store,
                    new TakeStep(new SlowCatalog(), new FakeProvider().from(Fate::kind)),
                    new CheckoutSaga(Duration.ofMinutes(10)),
                    new OrderWatch(),
                    () -> Orders.NOW,
                    new Random(1),
                    Tracing.none());

    /** Else each sweep would take it from the last one, and none would ever come to an end. */
    @Test
    void goesOnExceptingASagaWhoseFirstRunHasLostItsClaim() {
        var first = sagas.run(work(1));
        var second = sagas.run(work(2));
        reservations.remove().complete(new StockHeld(List.of()));
        assertThat(first.isComplete()).isTrue();
        assertThat(second.isComplete()).isFalse();

        var _ = sagas.sweep();
        assertThat(store.excepted).containsExactly(Orders.ID);

        reservations.remove().complete(new StockHeld(List.of()));
        assertThat(second.isComplete()).isTrue();
        var _ = sagas.sweep();
        assertThat(store.excepted).isEmpty();
    }

    @Test
    void beginsNothingAnyMoreOnceItLeaves() {
        var sagasAtOnce = 4;
        for (var i = 0; i <= sagasAtOnce; i++) {
            var _ = sagas.run(work(new UUID(0, i), 1));
        }
        assertThat(reservations).hasSize(sagasAtOnce);

        var left = sagas.leave();
        while (!reservations.isEmpty()) {
            assertThat(left.isComplete()).isFalse();
            reservations.remove().complete(new StockHeld(List.of()));
        }

        assertThat(left.isComplete()).isTrue();
        assertThat(begun).isEqualTo(sagasAtOnce);
    }

    private static Work work(long fence) {
        return work(Orders.ID, fence);
    }

    private static Work work(UUID id, long fence) {
        var order = Order.place(id, Orders.placedEvent(null), Orders.NOW).next();
        return new Work(Saga.begin(order.id()), order, "tok_visa", fence, "");
    }

    private final class SlowCatalog implements StockReservations {

        @Override
        public Future<StockOutcome> reserve(Order order, Duration within) {
            var promise = Promise.<StockOutcome>promise();
            reservations.add(promise);
            begun++;
            return promise.future();
        }

        @Override
        public Future<StockOutcome> pin(Order order, Duration within) {
            return Future.failedFuture("not asked");
        }

        @Override
        public Future<StockOutcome> unpin(Order order, Duration within) {
            return Future.failedFuture("not asked");
        }

        @Override
        public Future<StockOutcome> commit(Order order, Duration within) {
            return Future.failedFuture("not asked");
        }

        @Override
        public Future<StockOutcome> release(Order order, Duration within) {
            return Future.failedFuture("not asked");
        }
    }

    /** Where every claim has been lost before its result is kept. */
    private static final class LosingStore implements SagaStore {

        private Set<UUID> excepted = Set.of();

        @Override
        public Future<Void> beat() {
            return Future.succeededFuture();
        }

        @Override
        public Future<List<Work>> takeDue(Set<UUID> except, int limit) {
            excepted = except;
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Optional<Work>> take(UUID orderId) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Optional<Transition>> keep(
                Work work, @Nullable String last4, Function<Order, Transition> decide) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Void> wake(UUID orderId) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> review(UUID orderId) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> giveBack(Work work, Duration pause) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }
}

package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;
import dev.souk.order.domain.Transition;

import java.time.Duration;
import java.util.function.Function;

/** Orders whose money has come so far, in the fixture's database. */
final class Payments {

    private final StoreFixture fixture;

    Payments(StoreFixture fixture) {
        this.fixture = fixture;
    }

    Work authorized() {
        var placed = fixture.placed(fixture.ids.next());
        var id = placed.order().id();
        return learn(
                placed,
                order ->
                        order.reserve(Orders.lines(), Orders.NOW)
                                .then(next -> next.requestPayment(id.toString(), Orders.NOW))
                                .then(next -> next.authorize("auth-1", Orders.NOW)));
    }

    Work captured() {
        return capture(authorized());
    }

    @CanIgnoreReturnValue
    Work capture(Work work) {
        return learn(work, order -> order.capture(order.total(), Orders.NOW));
    }

    @CanIgnoreReturnValue
    Work confirmed(Work captured) {
        return learn(captured, order -> order.confirm(Orders.NOW));
    }

    @CanIgnoreReturnValue
    Work cancelled(Work work) {
        return learn(
                work,
                order -> order.cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), Orders.NOW));
    }

    /** Writes what the order learns, as its saga does, which then waits for its next step. */
    @CanIgnoreReturnValue
    Work learn(Work work, Function<Order, Decision> decide) {
        return keep(work, SagaStep.CONFIRM, decide);
    }

    /** Writes what the order learns last, with the end of its saga. */
    @CanIgnoreReturnValue
    Work end(Work work, Function<Order, Decision> decide) {
        return keep(work, SagaStep.ENDED, decide);
    }

    private Work keep(Work work, SagaStep step, Function<Order, Decision> decide) {
        var saga = new Saga(work.order().id(), step, 0, false);
        var kept =
                await(
                                fixture.one
                                        .sagas()
                                        .keep(
                                                work,
                                                null,
                                                order ->
                                                        new Transition(
                                                                saga,
                                                                Duration.ZERO,
                                                                decide.apply(order))))
                        .orElseThrow();
        return new Work(
                saga,
                kept.decision().next(),
                work.paymentToken(),
                work.fence(),
                work.traceparent());
    }
}

package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.SagaStore;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.Transition;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgSagaStoreIT {

    private static final CheckoutSaga CHECKOUT = new CheckoutSaga(Duration.ofMinutes(10));

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    @Test
    void leavesASagaToTheLivingNodeThatHasIt() {
        var work = fixture.placed(customer());
        beat();

        assertThat(await(fixture.two.sagas().take(work.order().id()))).isEmpty();
        assertThat(taken(fixture.two.sagas())).doesNotContain(work.order().id());
    }

    @Test
    void takesTheSagaOfASilentNodeAndDoubtsWhatItDid() {
        var work = fixture.placed(customer());
        beat();
        silence("node-1");

        var taken = await(fixture.two.sagas().take(work.order().id())).orElseThrow();

        assertThat(taken.saga()).isEqualTo(new Saga(work.order().id(), SagaStep.RESERVE, 0, true));
        assertThat(taken.order()).isEqualTo(work.order());
        assertThat(taken.paymentToken()).isEqualTo("tok_visa");
        assertThat(taken.fence()).isGreaterThan(work.fence());
    }

    /** A sweep looks every 250 ms, so that within 3 s the claim is seen when it is free. */
    @Test
    void takesTheSagaOfADeadNodeWithinThreeSecondsOfItsLastHeartbeat() {
        var dead = fixture.stores("node-dead");
        await(dead.sagas().beat());
        var customer = customer();
        var placing = fixture.placing(customer);
        await(fixture.place(dead, placing));

        fixture.sql(
                "UPDATE order_nodes SET seen_at = now() - interval '2750 milliseconds'"
                        + " WHERE node_id = 'node-dead'");

        assertThat(taken(fixture.two.sagas())).contains(placing.next().id());
    }

    @Test
    void refusesWhatANodeWritesAfterItWasReplaced() {
        var work = fixture.placed(customer());
        silence("node-1");
        var taken = await(fixture.two.sagas().take(work.order().id())).orElseThrow();

        assertThat(keep(fixture.one.sagas(), work, new StockHeld(Orders.lines()))).isEmpty();
        assertThat(fixture.count("order_events", work.order().id())).isEqualTo(1);
        assertThat(keep(fixture.two.sagas(), taken, new StockHeld(Orders.lines()))).isPresent();
    }

    @Test
    void takesAgainWhatItHasClaimedAndDoesNotRun() {
        var work = fixture.placed(customer());
        beat();

        assertThat(taken(fixture.one.sagas()))
                .as("it may be about to run it")
                .doesNotContain(work.order().id());
        isOverdue(work.order().id());
        assertThat(taken(fixture.one.sagas())).contains(work.order().id());
        isOverdue(work.order().id());
        assertThat(
                        await(fixture.one.sagas().takeDue(Set.of(work.order().id()), 100)).stream()
                                .map(each -> each.order().id()))
                .doesNotContain(work.order().id());
    }

    /** As while two releases run side by side. */
    @Test
    void givesBackAnOrderThatItCantReadAndTakesTheOthers() {
        var newer = fixture.placed(customer());
        var known = fixture.placed(customer());
        fixture.sql(
                "UPDATE order_events SET type = 'order-gift-wrapped' WHERE order_id = $1",
                newer.order().id());
        silence("node-1");

        assertThat(taken(fixture.two.sagas()))
                .contains(known.order().id())
                .doesNotContain(newer.order().id());
        assertThat(await(fixture.two.sagas().take(newer.order().id()))).isEmpty();
        assertThat(
                        fixture.sql(
                                "SELECT 1 FROM order_sagas WHERE order_id = $1"
                                        + " AND claimed_by IS NULL AND due_at > now()",
                                newer.order().id()))
                .hasSize(1);
    }

    @Test
    void leavesAPausedSagaAloneUntilItIsDueOrWoken() {
        var work = atAuthorize();
        var paused = keep(fixture.one.sagas(), work, new NotReached("away")).orElseThrow();
        assertThat(paused.isImmediate()).isTrue();
        await(fixture.one.sagas().giveBack(work, Duration.ofMinutes(1)));
        beat();

        assertThat(taken(fixture.two.sagas())).doesNotContain(work.order().id());
        await(fixture.two.sagas().wake(work.order().id()));
        assertThat(taken(fixture.two.sagas())).contains(work.order().id());
    }

    @Test
    void keepsEachStepWithItsFactsAndTakesTheCartWhenItIsConfirmed() {
        var customer = customer();
        await(fixture.one.carts().change(customer, cart -> cart.put(Orders.LAMP, 5)));
        var work =
                StoreFixture.work(await(fixture.place(fixture.one, fixture.placing(customer, 1L))));

        var confirmed = confirm(work);

        assertThat(confirmed.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(await(fixture.one.orders().find(work.order().id())).orElseThrow())
                .satisfies(
                        stored -> {
                            assertThat(stored.order()).isEqualTo(confirmed);
                            assertThat(stored.details().last4()).isEqualTo("4242");
                        });
        assertThat(await(fixture.one.carts().find(customer)).items())
                .containsExactly(new Cart.Item(Orders.LAMP, 3));
        assertThat(fixture.announced)
                .filteredOn(each -> each.aggregateId().equals(work.order().id().toString()))
                .extracting("type")
                .containsExactlyInAnyOrder(
                        "order.placed",
                        "order.reserved",
                        "order.confirmed",
                        "payment.requested",
                        "payment.authorized",
                        "payment.captured");
    }

    @Test
    void givesEverythingBackWhenItLeaves() {
        var third = fixture.stores("node-3");
        await(third.sagas().beat());
        var customer = customer();
        var work = StoreFixture.work(await(fixture.place(third, fixture.placing(customer))));

        await(third.sagas().leave());

        var taken = await(fixture.two.sagas().take(work.order().id())).orElseThrow();
        assertThat(taken.saga().doubtful()).isFalse();
    }

    private Work atAuthorize() {
        var work = fixture.placed(customer());
        var kept = keep(fixture.one.sagas(), work, new StockHeld(Orders.lines())).orElseThrow();
        var saga = new Saga(work.order().id(), SagaStep.AUTHORIZE, 0, false);
        return new Work(saga, kept.decision().next(), work.paymentToken(), work.fence(), "");
    }

    private Order confirm(Work work) {
        var at = work;
        var order = work.order();
        for (StepOutcome outcome :
                List.of(
                        new StockHeld(Orders.lines()),
                        new Authorized("auth-1", "4242"),
                        new Captured(Orders.eur(3098)),
                        new NothingToAsk())) {
            var kept = keep(fixture.one.sagas(), at, outcome).orElseThrow();
            order = kept.decision().next();
            at = new Work(skipVolatile(kept.saga()), order, at.paymentToken(), at.fence(), "");
        }
        return order;
    }

    private static Saga skipVolatile(Saga saga) {
        return switch (saga.step()) {
            case PIN -> new Saga(saga.orderId(), SagaStep.AUTHORIZE, 0, false);
            case COMMIT_STOCK -> new Saga(saga.orderId(), SagaStep.CONFIRM, 0, false);
            case RESERVE,
                    AUTHORIZE,
                    UNPIN,
                    AWAIT_SHOPPER,
                    CAPTURE,
                    CONFIRM,
                    RELEASE,
                    RETURN_MONEY,
                    REFUND,
                    ENDED ->
                    saga;
        };
    }

    private static Optional<Transition> keep(SagaStore store, Work work, StepOutcome outcome) {
        return await(
                store.keep(
                        work,
                        last4(outcome),
                        order -> CHECKOUT.after(work.saga(), order, outcome, Orders.NOW)));
    }

    private static @Nullable String last4(StepOutcome outcome) {
        return outcome instanceof Authorized authorized ? authorized.last4() : null;
    }

    private static List<UUID> taken(SagaStore store) {
        return await(store.takeDue(Set.of(), 100)).stream().map(work -> work.order().id()).toList();
    }

    private void beat() {
        await(fixture.one.sagas().beat());
        await(fixture.two.sagas().beat());
    }

    private void isOverdue(UUID order) {
        fixture.sql(
                "UPDATE order_sagas SET due_at = now() - interval '3 seconds' WHERE order_id = $1",
                order);
    }

    private void silence(String node) {
        fixture.sql(
                "UPDATE order_nodes SET seen_at = now() - interval '3 seconds' WHERE node_id = $1",
                node);
    }

    private UUID customer() {
        return fixture.ids.next();
    }
}

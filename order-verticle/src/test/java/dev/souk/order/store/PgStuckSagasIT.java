package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.order.app.RefundDetails;
import dev.souk.order.app.SagaStore;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.StuckSagas.Hand;
import dev.souk.order.app.StuckSagas.Position;
import dev.souk.order.app.StuckSagas.StuckSaga;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.RefundTooLarge;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Refunds, the sagas that can't make them, and who helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgStuckSagasIT {

    private static final CheckoutSaga CHECKOUT = new CheckoutSaga(Duration.ofMinutes(10));
    private static final String WORDS = "Ada's lamp came broken";

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    @Test
    void neverGivesBackMoreThanWasCapturedHoweverManyAskAtOnce() {
        var id = confirmed();
        var wishes = new ArrayList<Future<?>>();
        for (var i = 0; i < 8; i++) {
            wishes.add(refund(i % 2 == 0 ? fixture.one : fixture.two, id, "wish-" + i, 1000));
        }
        await(Future.join(wishes).otherwiseEmpty());

        assertThat(wishes.stream().filter(Future::succeeded)).hasSize(3);
        assertThat(wishes.stream().filter(Future::failed).map(Future::cause))
                .hasSize(5)
                .allMatch(RefundTooLarge.class::isInstance);
        assertThat(
                        await(fixture.one.orders().find(id))
                                .orElseThrow()
                                .order()
                                .payment()
                                .refundable())
                .isEqualTo(Orders.eur(98));
        assertThat(fixture.count("order_refund_details", id)).isEqualTo(3);
    }

    @Test
    void isOneRefundForOneWishHoweverOftenItComes() {
        var id = confirmed();
        var same = new ArrayList<Future<?>>();
        for (var i = 0; i < 6; i++) {
            same.add(refund(i % 2 == 0 ? fixture.one : fixture.two, id, "wish", 3098));
        }
        await(Future.all(same));

        assertThat(fixture.count("order_refund_details", id)).isEqualTo(1);
        assertThat(fixture.count("order_events", id)).isEqualTo(7);
    }

    @Test
    void keepsSomebodysWordsBesideTheEventsOnly() {
        var id = confirmed();
        await(refund(fixture.one, id, "wish", 1000));
        var refund = await(fixture.one.orders().find(id)).orElseThrow().order().payment();

        var details =
                await(fixture.two.orders().refundDetails(id, refund.refunds().getFirst().id()));

        assertThat(details.orElseThrow().reason()).isEqualTo(WORDS);
        for (var table : List.of("order_events", "order_snapshots", "orders")) {
            assertThat(
                            fixture.sql(
                                            "SELECT 1 FROM %s t WHERE order_id = $1 AND t::text LIKE '%%broken%%'"
                                                    .formatted(table),
                                            id)
                                    .size())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void hasTheSagaOfAnEndedOrderAskTheProvider() {
        var id = confirmed();
        await(refund(fixture.one, id, "wish", 1000));

        var work = await(fixture.two.sagas().take(id)).orElseThrow();
        assertThat(work.saga().step()).isEqualTo(SagaStep.REFUND);
        var kept = keep(fixture.two.sagas(), work, new Refunded(Orders.eur(1000)));

        assertThat(kept.saga().isEnded()).isTrue();
        assertThat(kept.decision().next().payment().refunded()).isEqualTo(Orders.eur(1000));
        assertThat(await(fixture.one.sagas().take(id))).isEmpty();
    }

    @Test
    void leavesAStuckSagaAloneAndListsIt() {
        var id = stuck();

        assertThat(await(fixture.two.sagas().take(id))).isEmpty();
        await(fixture.two.sagas().wake(id));
        assertThat(await(fixture.two.sagas().takeDue(Set.of(), 100)))
                .noneMatch(work -> work.order().id().equals(id));
        assertThat(await(fixture.two.stuck().list(null, 100)))
                .extracting(each -> each.saga().orderId())
                .contains(id);
        assertThat(await(fixture.two.stuck().count())).isPositive();
    }

    @Test
    void listsByTheTimeSinceWhichTheyAreStuckWithoutGapOrRepeat() {
        var mine = List.of(stuck(), stuck(), stuck());
        var seen = new ArrayList<UUID>();
        var page = await(fixture.one.stuck().list(null, 1));
        while (!page.isEmpty()) {
            seen.addAll(page.stream().map(each -> each.saga().orderId()).toList());
            page = await(fixture.one.stuck().list(after(page.getLast()), 1));
        }

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(mine);
    }

    @Test
    void goesOnWithAHandAndKeepsWhoGaveIt() {
        var id = stuck();
        var actor = fixture.ids.next();

        var given =
                await(fixture.one.stuck().give(id, Hand.RETRY, actor, PgStuckSagasIT::retry))
                        .orElseThrow();

        assertThat(given.saga().isStuck()).isFalse();
        var row =
                fixture.sql("SELECT * FROM order_saga_hands WHERE order_id = $1", id)
                        .iterator()
                        .next();
        assertThat(row.getString("hand")).isEqualTo("retry");
        assertThat(row.getUUID("actor")).isEqualTo(actor);
        assertThat(row.getString("cause")).isEqualTo("closed");
        assertThat(row.getString("node")).isEqualTo("node-1");
        assertThat(row.getOffsetDateTime("given_at")).isNotNull();
        var work = await(fixture.two.sagas().take(id)).orElseThrow();
        assertThat(work.order().payment().nextRefund().orElseThrow().keys()).isEqualTo(2);
    }

    @Test
    void changesNothingWhereTheHandIsRefused() {
        var id = confirmed();
        var actor = fixture.ids.next();

        assertThatThrownBy(
                        () ->
                                await(
                                        fixture.one
                                                .stuck()
                                                .give(
                                                        id,
                                                        Hand.RETRY,
                                                        actor,
                                                        (saga, order) -> {
                                                            throw new IllegalStateException("no");
                                                        })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.count("order_saga_hands", id)).isZero();
        assertThat(
                        await(
                                fixture.one
                                        .stuck()
                                        .give(
                                                UUID.randomUUID(),
                                                Hand.RETRY,
                                                actor,
                                                PgStuckSagasIT::retry)))
                .isEmpty();
    }

    @Test
    void goesOnWhenTheOrderIsCalledOff() {
        var id = stuck();

        await(
                fixture.one
                        .orders()
                        .cancel(
                                id,
                                order ->
                                        order.cancel(
                                                Cancellation.of(CancellationCode.BY_STAFF),
                                                Orders.NOW),
                                null));

        assertThat(await(fixture.two.sagas().take(id)).orElseThrow().saga())
                .isEqualTo(new Saga(id, SagaStep.RELEASE, 0, false));
    }

    private static Transition retry(Saga saga, Order order) {
        return CheckoutSaga.retry(saga, order, Orders.NOW);
    }

    private static Position after(StuckSaga last) {
        return new Position(last.since(), last.saga().orderId());
    }

    private UUID stuck() {
        var id = confirmed();
        await(refund(fixture.one, id, "wish", 1000));
        var work = await(fixture.one.sagas().take(id)).orElseThrow();
        var kept = keep(fixture.one.sagas(), work, new NotCapturable("closed"));
        assertThat(kept.saga().isStuck()).isTrue();
        return id;
    }

    private UUID confirmed() {
        var work = fixture.placed(fixture.ids.next());
        await(fixture.one.sagas().keep(work, null, PgStuckSagasIT::ended));
        return work.order().id();
    }

    private static Transition ended(Order order) {
        var saga = new Saga(order.id(), SagaStep.ENDED, 0, false);
        return new Transition(saga, Duration.ZERO, confirmed(order));
    }

    private static Decision confirmed(Order order) {
        return order.reserve(Orders.lines(), Orders.NOW)
                .then(next -> next.requestPayment("key", Orders.NOW))
                .then(next -> next.authorize("auth-1", Orders.NOW))
                .then(next -> next.capture(next.total(), Orders.NOW))
                .then(next -> next.confirm(Orders.NOW));
    }

    private Future<?> refund(PgStores node, UUID id, String wish, long amount) {
        var details = new RefundDetails(fixture.ids.next(), WORDS, fixture.ids.next());
        return node.orders()
                .refund(
                        id,
                        order ->
                                order.requestRefund(
                                        details.refundId(), wish, Orders.eur(amount), Orders.NOW),
                        details);
    }

    private static Transition keep(SagaStore store, Work work, StepOutcome outcome) {
        return await(
                        store.keep(
                                work,
                                null,
                                order -> CHECKOUT.after(work.saga(), order, outcome, Orders.NOW)))
                .orElseThrow();
    }
}

package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.ReadTimeline;
import dev.souk.order.app.ReadTimeline.Part;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.SentMessages.Message;
import dev.souk.order.app.Shopper;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.app.TimelineEntry;
import dev.souk.order.app.TimelineEntry.Kind;
import dev.souk.order.app.TimelineEntry.Place;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.TakenStep;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgTimelineIT {

    private static final CheckoutSaga CHECKOUT = new CheckoutSaga(Duration.ofMinutes(10));
    private static final Shopper SUPPORT =
            new Shopper(UUID.fromString("01890000-0000-7000-8000-00000000005e"), true);

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    @Test
    void tellsWhatHappenedInTheOrderInWhichItDid() {
        var work = keep(placed(), new StockHeld(Orders.lines()), 0);
        keep(atAuthorize(work, 0), new NoAnswer("silence"), 1);

        assertThat(read(work.order().id()).entries())
                .extracting(entry -> entry.kind() + " " + entry.name())
                .containsExactly(
                        "COMMAND place",
                        "EVENT order-placed",
                        "STEP reserve",
                        "EVENT stock-reserved",
                        "EVENT payment-requested",
                        "PAYMENT authorize",
                        "EVENT payment-uncertain");
    }

    @Test
    void tellsOfAnAttemptWhatCameOfItAndUnderWhichKey() {
        var work = keep(placed(), new StockHeld(Orders.lines()), 0);
        keep(atAuthorize(work, 2), new NoAnswer("silence"), 20);

        var attempt = one(work.order().id(), Kind.PAYMENT);
        assertThat(attempt.node()).isEqualTo("node-1");
        assertThat(attempt.time()).isEqualTo(Orders.NOW.plusSeconds(20));
        assertThat(attempt.detail().attempt()).isEqualTo(3);
        assertThat(attempt.detail().outcome()).isEqualTo("no-answer");
        assertThat(attempt.detail().tookMillis()).isEqualTo(1_000);
        assertThat(attempt.detail().key()).isEqualTo(work.order().id().toString());
        assertThat(one(work.order().id(), Kind.COMMAND).detail().by()).isEqualTo("customer");
    }

    @Test
    void tellsWhoTookASagaFromWhomAndWhatTheOtherStillTried() {
        var work = placed();
        fixture.sql("UPDATE order_nodes SET seen_at = now() - interval '3 seconds'");
        assertThat(await(fixture.two.sagas().take(work.order().id()))).isPresent();
        assertThat(
                        await(
                                fixture.one
                                        .sagas()
                                        .keep(
                                                tried(work, new NoAnswer("late"), 0),
                                                null,
                                                PgTimelineIT::never)))
                .isEmpty();

        var taken = one(work.order().id(), Kind.TAKE_OVER);
        assertThat(taken.name()).isEqualTo("reserve");
        assertThat(taken.node()).isEqualTo("node-2");
        assertThat(taken.detail().from()).isEqualTo("node-1");
        assertThat(one(work.order().id(), Kind.STEP).node()).isEqualTo("node-1");
        await(fixture.one.sagas().beat());
        await(fixture.two.sagas().beat());
    }

    @Test
    void pagesWithoutGapOrRepeat() {
        var work = keep(placed(), new StockHeld(Orders.lines()), 0);
        keep(atAuthorize(work, 0), new Authorized("auth-1", "4242"), 1);
        var id = work.order().id();
        var whole = read(id).entries();

        var pages = new ArrayList<TimelineEntry>();
        var after = Place.START;
        while (pages.size() < whole.size()) {
            var page = await(timeline().read(SUPPORT, id, after, 2)).entries();
            assertThat(page).isNotEmpty();
            pages.addAll(page);
            after = pages.getLast().place();
        }

        assertThat(pages).isEqualTo(whole);
        assertThat(await(timeline().read(SUPPORT, id, after, 2)).entries()).isEmpty();
    }

    @Test
    void putsMessagesBehindTheEventBeforeThemAndSaysWhereNobodyCouldBeAsked() {
        var work = keep(placed(), new StockHeld(Orders.lines()), 5);
        var id = work.order().id();
        var message =
                new Message(
                        fixture.ids.next(),
                        Orders.NOW.plusSeconds(1),
                        "mail",
                        "order-placed",
                        "sent",
                        "notify-1",
                        null);

        var part = await(timeline(Optional.of(List.of(message))).read(SUPPORT, id, Place.START, 9));
        assertThat(part.complete()).isTrue();
        assertThat(part.entries())
                .extracting(TimelineEntry::kind)
                .containsExactly(
                        Kind.COMMAND, Kind.EVENT, Kind.STEP, Kind.MESSAGE, Kind.EVENT, Kind.EVENT);
        assertThat(read(id).complete()).isFalse();
    }

    @Test
    void showsTheOrderAsItStoodAtATimeAndAtAVersion() {
        var work = keep(placed(), new StockHeld(Orders.lines()), 10);
        var id = work.order().id();

        assertThat(statusAt(id, Orders.NOW.plusSeconds(9))).isEqualTo(OrderStatus.PENDING);
        assertThat(statusAt(id, Orders.NOW.plusSeconds(10))).isEqualTo(OrderStatus.RESERVED);
        assertThat(await(timeline().asOf(SUPPORT, id, 1)).order().status())
                .isEqualTo(OrderStatus.PENDING);
        assertThat(await(timeline().asOf(SUPPORT, id, 3)).order().version()).isEqualTo(3);
        assertThat(reasonOf(timeline().asOf(SUPPORT, id, 4))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(timeline().asOf(SUPPORT, id, Orders.NOW.minusSeconds(1))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(timeline().asOf(SUPPORT, id, Orders.NOW.plusSeconds(3_600))))
                .isEqualTo(Reason.INVALID);
        var stranger = new Shopper(fixture.ids.next(), false);
        assertThat(reasonOf(timeline().asOf(stranger, id, 1))).isEqualTo(Reason.NOT_FOUND);
    }

    private Work placed() {
        var customer = fixture.ids.next();
        var command = new Note.Command("place", "customer", Orders.NOW);
        var placing = fixture.placing(customer).askedFor(command);
        return StoreFixture.work(await(fixture.place(fixture.one, placing)));
    }

    /** An attempt of one second that ended so long after the beginning of time. */
    private static Work tried(Work work, StepOutcome outcome, int seconds) {
        var ended = Orders.NOW.plusSeconds(seconds);
        return work.after(
                TakenStep.of(work.saga(), work.order(), outcome, ended.minusSeconds(1), ended));
    }

    private Work keep(Work work, StepOutcome outcome, int seconds) {
        var now = Orders.NOW.plusSeconds(seconds);
        var kept =
                await(
                                fixture.one
                                        .sagas()
                                        .keep(
                                                tried(work, outcome, seconds),
                                                null,
                                                order ->
                                                        CHECKOUT.after(
                                                                work.saga(), order, outcome, now)))
                        .orElseThrow();
        var order = kept.decision().next();
        return new Work(kept.saga(), order, work.paymentToken(), work.fence(), "");
    }

    private static Work atAuthorize(Work work, int attempts) {
        var saga = work.saga();
        var next =
                CHECKOUT.after(saga, work.order(), new StepOutcome.StockMoved(), Orders.NOW).saga();
        for (var i = 0; i < attempts; i++) {
            next =
                    CHECKOUT.after(next, work.order(), new StepOutcome.InProgress(), Orders.NOW)
                            .saga();
        }
        return new Work(next, work.order(), work.paymentToken(), work.fence(), "");
    }

    private static Transition never(Order order) {
        throw new AssertionError("a lost claim decides nothing about " + order.id());
    }

    private TimelineEntry one(UUID id, Kind kind) {
        return read(id).entries().stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Part read(UUID id) {
        return await(timeline().read(SUPPORT, id, Place.START, 100));
    }

    private OrderStatus statusAt(UUID id, Instant time) {
        return await(timeline().asOf(SUPPORT, id, time)).order().status();
    }

    private ReadTimeline timeline() {
        return timeline(Optional.empty());
    }

    private ReadTimeline timeline(Optional<List<Message>> messages) {
        return new ReadTimeline(
                fixture.one.orders(),
                new PgTimeline(fixture.database),
                _ -> Future.succeededFuture(messages),
                () -> Orders.NOW.plusSeconds(60));
    }

    private static Reason reasonOf(Future<StoredOrder> refused) {
        var cause =
                await(refused.<Throwable>transform(done -> Future.succeededFuture(done.cause())));
        return ((ServiceFailure) cause).reason();
    }
}

package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.OrderStore.Written;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.TakenStep;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes an order that nobody placed from its placing to its confirmation, in a transaction that is
 * undone. Afterwards its connection has prepared the statements, and the JVM has compiled the code,
 * that a node's first shoppers would have to wait for.
 */
public final class Rehearsal {

    /** As many as a pool has connections, if nobody sets it. */
    private static final int ABREAST = 8;

    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private static final CheckoutSaga SAGA = new CheckoutSaga(Duration.ofMinutes(10));
    private static final List<Function<Order, StepOutcome>> ACTS =
            List.of(
                    order -> new StockHeld(order.lines()),
                    _ -> new StockMoved(),
                    _ -> new Authorized("rehearsal", "4242"),
                    order -> new Captured(order.total()),
                    _ -> new StockMoved(),
                    _ -> new NothingToAsk());

    private final Database database;
    private final PgOrderStore orders;
    private final PgSagaStore sagas;
    private final InstantSource clock;
    private final Ids ids;

    /** Over the stores of a node. */
    public Rehearsal(Database database, PgStores stores, InstantSource clock, Ids ids) {
        this.database = database;
        this.orders = stores.orders();
        this.sagas = stores.sagas();
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Plays on many connections at once, for about two seconds, and at least once. Fails where a
     * play ended otherwise than by being undone.
     */
    public Future<Void> play() {
        return playUntil(clock.instant().plus(ENOUGH));
    }

    private Future<Void> playUntil(Instant end) {
        return Future.join(Stream.generate(this::once).limit(ABREAST).toList())
                .compose(
                        _ ->
                                clock.instant().isBefore(end)
                                        ? playUntil(end)
                                        : Future.succeededFuture());
    }

    private Future<Void> once() {
        return database.<Void>transaction(this::play)
                .recover(
                        end ->
                                end instanceof Undone
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(end));
    }

    private Future<Void> play(SqlConnection tx) {
        var id = ids.next();
        var nobody = new UUID(0, 0);
        var address = new ShippingAddress("", "", null, "", "", "");
        var details = new OrderDetails(address, "", null, null);
        var key = new RequestKey(nobody, "rehearsal-" + id, "");
        var begun = CheckoutSaga.begin(Order.place(id, placed(nobody), clock.instant()));
        return orders.place(tx, begun, details, key, "")
                .compose(written -> act(tx, written))
                .compose(_ -> Future.failedFuture(new Undone()));
    }

    private Future<Work> act(SqlConnection tx, Written written) {
        return switch (written) {
            case Written.Taken _ ->
                    Future.failedFuture(new IllegalStateException("a new key was taken"));
            case Written.New placed -> {
                var done = Future.succeededFuture(placed.work());
                for (var act : ACTS) {
                    done = done.compose(work -> act(tx, work, act));
                }
                yield done;
            }
        };
    }

    private Future<Work> act(SqlConnection tx, Work work, Function<Order, StepOutcome> act) {
        var now = clock.instant();
        var outcome = act.apply(work.order());
        var noted = work.after(TakenStep.of(work.saga(), work.order(), outcome, now, now));
        return sagas.keep(tx, noted, null, order -> after(work, order, outcome))
                .map(kept -> kept.orElseThrow(() -> new IllegalStateException("a claim was lost")))
                .map(kept -> work.keptWith(kept.saga(), kept.decision().next()));
    }

    private Transition after(Work work, Order order, StepOutcome outcome) {
        return SAGA.after(work.saga(), order, outcome, clock.instant());
    }

    private OrderPlaced placed(UUID customer) {
        var lines =
                List.of(
                        new OrderLine(
                                ids.next(), "REHEARSAL", "Rehearsal", 1, new Money(100, "EUR")));
        return new OrderPlaced(
                "2222-2222-2222", customer, lines, Order.totalOf(lines), "card", null, null);
    }

    /** Ends the transaction without a commit. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Undone() {
            super("undone", null, false, false);
        }
    }
}

package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.StuckSagas;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Stuck;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/** The stuck sagas in PostgreSQL, by its clock. */
public final class PgStuckSagas implements StuckSagas {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String LIST =
            """
            SELECT order_id, step, attempts, doubtful, stuck_why, stuck_cause, stuck_since
            FROM order_sagas
            WHERE stuck_since IS NOT NULL AND (stuck_since, order_id) > ($1, $2)
            ORDER BY stuck_since, order_id LIMIT $3
            """;
    private static final String COUNT =
            "SELECT count(*) AS stuck FROM order_sagas WHERE stuck_since IS NOT NULL";
    private static final String NOTE =
            """
            INSERT INTO order_saga_hands
                (order_id, given_at, hand, actor, step, why, cause, node, trace_id)
            VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6, $7, $8)
            """;

    private final Database database;
    private final OrderLog log;
    private final SagaRows rows;
    private final Author author;

    private record Given(Hand hand, UUID actor, BiFunction<Saga, Order, Transition> decide) {}

    PgStuckSagas(Database database, OrderLog log, SagaRows rows, Author author) {
        this.database = database;
        this.log = log;
        this.rows = rows;
        this.author = author;
    }

    @Override
    public Future<List<StuckSaga>> list(@Nullable Position after, int limit) {
        var since = after == null ? Instant.EPOCH : after.since();
        var id = after == null ? BEFORE_ALL : after.orderId();
        return database.query(LIST, Tuple.of(since.atOffset(ZoneOffset.UTC), id, limit))
                .map(
                        found ->
                                StreamSupport.stream(found.spliterator(), false)
                                        .map(
                                                row ->
                                                        new StuckSaga(
                                                                SagaRows.sagaOf(row),
                                                                time(
                                                                        row.getOffsetDateTime(
                                                                                "stuck_since"))))
                                        .toList());
    }

    @Override
    public Future<Long> count() {
        return database.query(COUNT, Tuple.tuple())
                .map(found -> found.iterator().next().getLong("stuck"));
    }

    @Override
    public Future<Optional<OrderSaga>> give(
            UUID orderId, Hand hand, UUID actor, BiFunction<Saga, Order, Transition> decide) {
        var given = new Given(hand, actor, decide);
        return database.transaction(
                tx -> log.hold(tx, orderId).compose(order -> give(tx, order, given)));
    }

    private Future<Optional<OrderSaga>> give(SqlConnection tx, Optional<Order> order, Given given) {
        return order.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : rows.hold(tx, order.get().id())
                        .compose(saga -> write(tx, saga, order.get(), given))
                        .map(Optional::of);
    }

    private Future<OrderSaga> write(SqlConnection tx, Saga saga, Order order, Given given) {
        var next = given.decide().apply(saga, order);
        return Future.all(
                        log.goOn(tx, next.decision()),
                        rows.goOn(tx, next.saga(), next.pause(), false),
                        note(tx, saga, given))
                .map(_ -> new OrderSaga(next.saga(), next.decision().next()));
    }

    private Future<Void> note(SqlConnection tx, Saga saga, Given given) {
        var stuck = saga.stuck();
        return stuck == null
                ? Future.failedFuture(new IllegalStateException("a hand for a saga that goes on"))
                : tx.preparedQuery(NOTE).execute(row(saga, stuck, given)).mapEmpty();
    }

    private Tuple row(Saga saga, Stuck stuck, Given given) {
        return Tuple.of(
                saga.orderId(),
                given.hand().code(),
                given.actor(),
                saga.step().name(),
                stuck.why().name(),
                stuck.detail(),
                author.name(),
                author.traceId());
    }

    private static Instant time(OffsetDateTime time) {
        return time.toInstant();
    }
}

package dev.souk.order.store;

import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;
import dev.souk.order.domain.Stuck;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The rows of sagas, inside a transaction. */
final class SagaRows {

    /** The fence of the node that placed the order. */
    static final long FIRST_FENCE = 1;

    private static final String BEGIN =
            """
            INSERT INTO order_sagas
                (order_id, step, attempts, doubtful, due_at, claimed_by, fence, traceparent)
            VALUES ($1, $2, $3, $4, now(), $5, $6, $7)
            """;
    private static final String HOLD =
            """
            SELECT order_id, step, attempts, doubtful, stuck_why, stuck_cause FROM order_sagas
            WHERE order_id = $1 FOR UPDATE
            """;
    private static final String HOLD_CLAIMED =
            "SELECT 1 FROM order_sagas WHERE order_id = $1 AND fence = $2 FOR UPDATE";
    private static final String GO_ON =
            """
            UPDATE order_sagas
            SET step = $2, attempts = $3, doubtful = $4,
                due_at = now() + $5::bigint * interval '1 millisecond', claimed_by = $6,
                stuck_why = $7::text, stuck_cause = $8::text,
                stuck_since = CASE WHEN $7::text IS NOT NULL THEN now() END
            WHERE order_id = $1
            """;
    private static final String REOPEN =
            """
            UPDATE order_sagas
            SET step = $2, attempts = $3, doubtful = $4, due_at = now(),
                stuck_why = NULL, stuck_cause = NULL, stuck_since = NULL
            WHERE order_id = $1
            """;

    private static final String LOOK_AGAIN =
            REOPEN
                    + " AND claimed_by IS NULL AND stuck_since IS NULL"
                    + " AND (step <> 'ENDED' OR $2 <> 'ENDED')";

    private final String nodeId;

    SagaRows(String nodeId) {
        this.nodeId = nodeId;
    }

    /** Writes a new saga, claimed by this node while there is anything to do. */
    Future<Void> begin(SqlConnection tx, Saga saga, String traceparent) {
        return tx.preparedQuery(BEGIN)
                .execute(
                        Tuple.of(
                                saga.orderId(),
                                saga.step().name(),
                                saga.attempts(),
                                saga.doubtful(),
                                saga.isEnded() ? null : nodeId,
                                FIRST_FENCE,
                                traceparent))
                .mapEmpty();
    }

    /** Holds the row until the transaction ends; false where the claim with that fence is lost. */
    Future<Boolean> hold(SqlConnection tx, UUID id, long fence) {
        return tx.preparedQuery(HOLD_CLAIMED)
                .execute(Tuple.of(id, fence))
                .map(rows -> rows.size() == 1);
    }

    /** The saga of an order, held until the transaction ends. */
    Future<Saga> hold(SqlConnection tx, UUID id) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(id))
                .map(rows -> sagaOf(rows.iterator().next()));
    }

    /** Writes how far a held saga has come. */
    Future<Void> goOn(SqlConnection tx, Saga saga, Duration pause, boolean keepsClaim) {
        var stuck = saga.stuck();
        return tx.preparedQuery(GO_ON)
                .execute(
                        Tuple.of(
                                saga.orderId(),
                                saga.step().name(),
                                saga.attempts(),
                                saga.doubtful(),
                                pause.toMillis(),
                                keepsClaim ? nodeId : null,
                                stuck == null ? null : stuck.why().name(),
                                stuck == null ? null : stuck.detail()))
                .mapEmpty();
    }

    /** Has the saga of an order that has to go on do so now; one that is stuck stays so. */
    Future<Void> reopen(SqlConnection tx, UUID id, UnaryOperator<Saga> change) {
        return hold(tx, id).map(change).compose(saga -> reopen(tx, saga));
    }

    private static Future<Void> reopen(SqlConnection tx, Saga saga) {
        return saga.isStuck()
                ? Future.succeededFuture()
                : tx.preparedQuery(REOPEN).execute(row(saga)).mapEmpty();
    }

    /** Has the saga of a held order look again now; one that a node is running goes on as it is. */
    Future<Void> review(SqlConnection tx, Order order) {
        return hold(tx, order.id())
                .map(saga -> CheckoutSaga.review(saga, order))
                .compose(saga -> tx.preparedQuery(LOOK_AGAIN).execute(row(saga)))
                .mapEmpty();
    }

    private static Tuple row(Saga saga) {
        return Tuple.of(saga.orderId(), saga.step().name(), saga.attempts(), saga.doubtful());
    }

    static Saga sagaOf(Row row) {
        var why = row.getString("stuck_why");
        return new Saga(
                row.getUUID("order_id"),
                SagaStep.valueOf(row.getString("step")),
                row.getInteger("attempts"),
                row.getBoolean("doubtful"),
                why == null
                        ? null
                        : new Stuck(Stuck.Why.valueOf(why), row.getString("stuck_cause")));
    }
}

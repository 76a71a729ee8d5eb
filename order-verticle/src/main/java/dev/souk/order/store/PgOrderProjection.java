package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderProjection;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The projection of orders, and its rebuild beside it: {@code orders_next} is filled from the
 * events, a trigger on {@code orders} notes what changes meanwhile, and both change names in one
 * short transaction. Whoever waits for a name finds the new table under it, prepared statements
 * too.
 */
public final class PgOrderProjection implements OrderProjection {

    private static final String LOCK_TIMEOUT = "55P03";
    private static final String ALIVE =
            """
            EXISTS (SELECT 1 FROM order_nodes n
                WHERE n.node_id = last.node_id AND n.seen_at > now() - interval '5 seconds')
            """;
    private static final String PROGRESS =
            "SELECT last.*, state = 'running' AND NOT "
                    + ALIVE
                    + " AS abandoned FROM projection_rebuilds last WHERE projection = 'orders'";
    private static final String TAKE =
            """
            INSERT INTO projection_rebuilds AS last
                (projection, fence, state, done, total, node_id, node, reason, started_at)
            VALUES ('orders', 1, 'running', 0, 0, $1, $2, '', now())
            ON CONFLICT (projection) DO UPDATE SET fence = last.fence + 1, state = 'running',
                done = 0, total = 0, node_id = excluded.node_id, node = excluded.node, reason = '',
                started_at = now(), ended_at = NULL
            WHERE last.state <> 'running' OR NOT
            """
                    + ALIVE
                    + " RETURNING fence";
    private static final String GO_ON =
            """
            UPDATE projection_rebuilds SET done = done + $2, total = total + $3
            WHERE projection = 'orders' AND fence = $1 AND state = 'running'
            """;
    private static final String END =
            """
            UPDATE projection_rebuilds SET state = $2, reason = $3, ended_at = now(),
                done = CASE $2 WHEN 'done' THEN total ELSE done END
            WHERE projection = 'orders' AND fence = $1 AND state = 'running'
            """;
    private static final String FIND_ABANDONED =
            "SELECT fence FROM projection_rebuilds last WHERE projection = 'orders'"
                    + " AND state = 'running' AND NOT "
                    + ALIVE;
    private static final String SHORT_WAITS = "SET LOCAL lock_timeout = '100ms'";
    private static final String LONG_WORK = "SET LOCAL statement_timeout = 0";
    private static final String TOTAL = "SELECT count(*) AS n FROM order_events WHERE version = 1";

    /** Orders whose events lie in partitions that were detached stay as they are. */
    private static final String COPY_ARCHIVED =
            """
            INSERT INTO orders_next SELECT * FROM orders
            WHERE order_id < (SELECT order_id FROM order_events ORDER BY order_id LIMIT 1)
            ON CONFLICT DO NOTHING
            """;

    private static final String LAST_FENCE =
            "SELECT fence FROM projection_rebuilds WHERE projection = 'orders' FOR UPDATE";
    private static final String GONE = "Its node is gone";

    private final Database database;
    private final ProjectionRows rows = new ProjectionRows();
    private final Author author;

    PgOrderProjection(Database database, Author author) {
        this.database = database;
        this.author = author;
    }

    @Override
    public Future<Optional<Progress>> progress() {
        return database.query(PROGRESS, Tuple.tuple())
                .map(found -> ProjectionRows.first(found).map(PgOrderProjection::progressOf));
    }

    @Override
    public Future<Optional<Lease>> take() {
        return database.query(TAKE, Tuple.of(author.nodeId(), author.name()))
                .map(
                        found ->
                                ProjectionRows.first(found)
                                        .map(row -> new Lease(row.getLong("fence"))));
    }

    @Override
    public Future<Boolean> begin(Lease lease) {
        return ifLocked(tx -> begin(tx, lease))
                .compose(
                        begun ->
                                begun
                                        ? database.transaction(tx -> count(tx, lease)).map(true)
                                        : Future.succeededFuture(false));
    }

    private Future<Void> begin(SqlConnection tx, Lease lease) {
        return rows.requireKnownColumns(tx)
                .compose(_ -> run(tx, "SELECT begin_orders_next()"))
                .compose(_ -> goOn(tx, lease, 0, 0));
    }

    /** Orders are written meanwhile: no lock is held over the count of all events. */
    private static Future<Void> count(SqlConnection tx, Lease lease) {
        return run(tx, LONG_WORK)
                .compose(_ -> tx.preparedQuery(TOTAL).execute())
                .map(rows -> rows.iterator().next().getLong("n"))
                .compose(total -> goOn(tx, lease, 0, total));
    }

    @Override
    public Future<Optional<UUID>> fill(Lease lease, @Nullable UUID after) {
        return database.transaction(tx -> fill(tx, lease, after)).map(PgOrderProjection::lastOf);
    }

    private Future<List<UUID>> fill(SqlConnection tx, Lease lease, @Nullable UUID after) {
        var ids = rows.fill(tx, after);
        return ids.compose(filled -> goOn(tx, lease, filled.size(), 0)).compose(_ -> ids);
    }

    private static Optional<UUID> lastOf(List<UUID> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
    }

    @Override
    public Future<Void> complete(Lease lease) {
        return database.transaction(tx -> complete(tx, lease));
    }

    private static Future<Void> complete(SqlConnection tx, Lease lease) {
        return run(tx, LONG_WORK)
                .compose(_ -> run(tx, COPY_ARCHIVED))
                .compose(_ -> run(tx, "SELECT index_orders_next()"))
                .compose(_ -> run(tx, "ANALYZE orders_next"))
                .compose(_ -> goOn(tx, lease, 0, 0));
    }

    @Override
    public Future<Integer> catchUp(Lease lease) {
        return database.transaction(tx -> catchUp(tx, lease));
    }

    private Future<Integer> catchUp(SqlConnection tx, Lease lease) {
        var count = rows.catchUp(tx);
        return count.compose(_ -> goOn(tx, lease, 0, 0)).compose(_ -> count);
    }

    @Override
    public Future<Boolean> swap(Lease lease) {
        return ifLocked(tx -> swap(tx, lease));
    }

    private Future<Void> swap(SqlConnection tx, Lease lease) {
        return goOn(tx, lease, 0, 0)
                .compose(_ -> run(tx, "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"))
                .compose(_ -> rows.catchUpAll(tx))
                .compose(_ -> run(tx, "SELECT swap_orders()"))
                .compose(_ -> end(tx, lease, State.DONE, ""));
    }

    @Override
    public Future<Void> dropOld(Lease lease) {
        return database.query("DROP TABLE IF EXISTS orders_old", Tuple.tuple()).mapEmpty();
    }

    @Override
    public Future<Void> fail(Lease lease, String reason) {
        return database.query(END, Tuple.of(lease.fence(), code(State.FAILED), reason))
                .compose(
                        ended ->
                                ended.rowCount() == 0
                                        ? Future.succeededFuture()
                                        : ifLocked(tx -> clear(tx, lease)).mapEmpty());
    }

    /** Where the lock doesn't come, the next rebuild clears away what is left. */
    private static Future<Void> clear(SqlConnection tx, Lease lease) {
        return tx.preparedQuery(LAST_FENCE)
                .execute()
                .map(found -> found.iterator().next().getLong("fence"))
                .compose(fence -> fence == lease.fence() ? Future.succeededFuture() : lost())
                .compose(_ -> run(tx, "SELECT abandon_orders_next()"));
    }

    @Override
    public Future<Void> failAbandoned() {
        return database.query(FIND_ABANDONED, Tuple.tuple())
                .map(ProjectionRows::first)
                .compose(
                        found -> found.map(this::failAbandoned).orElseGet(Future::succeededFuture));
    }

    private Future<Void> failAbandoned(Row row) {
        return fail(new Lease(row.getLong("fence")), GONE);
    }

    /** Holds the lease until the transaction ends. */
    private static Future<Void> goOn(SqlConnection tx, Lease lease, long done, long total) {
        return owned(tx.preparedQuery(GO_ON).execute(Tuple.of(lease.fence(), done, total)));
    }

    private static Future<Void> end(SqlConnection tx, Lease lease, State state, String reason) {
        return owned(tx.preparedQuery(END).execute(Tuple.of(lease.fence(), code(state), reason)));
    }

    private static Future<Void> owned(Future<RowSet<Row>> written) {
        return written.compose(
                row -> row.rowCount() == 1 ? Future.succeededFuture() : PgOrderProjection.lost());
    }

    private static Future<Void> lost() {
        return Future.failedFuture(
                ServiceFailure.of(Reason.CONFLICT, "Another node has taken the rebuild over"));
    }

    private static Future<Void> run(SqlConnection tx, String sql) {
        return tx.query(sql).execute().mapEmpty();
    }

    /** Waits for locks only as long as shoppers don't notice; false where they didn't come. */
    private Future<Boolean> ifLocked(Function<SqlConnection, Future<Void>> work) {
        return database.transaction(
                        tx ->
                                run(tx, SHORT_WAITS)
                                        .compose(_ -> work.apply(tx))
                                        .recover(PgOrderProjection::named))
                .map(true)
                .recover(PgOrderProjection::falseIfBusy);
    }

    private static Future<Void> named(Throwable failure) {
        return Future.failedFuture(
                failure instanceof PgException refused && LOCK_TIMEOUT.equals(refused.getSqlState())
                        ? new TableIsBusy()
                        : failure);
    }

    private static Future<Boolean> falseIfBusy(Throwable failure) {
        return failure instanceof TableIsBusy
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    /** A lock did not come in time. */
    private static final class TableIsBusy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TableIsBusy() {
            super("a lock did not come in time", null, false, false);
        }
    }

    private static Progress progressOf(Row row) {
        var ended = row.getOffsetDateTime("ended_at");
        var abandoned = row.getBoolean("abandoned");
        return new Progress(
                abandoned ? State.FAILED : State.valueOf(constant(row.getString("state"))),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("node"),
                abandoned ? GONE : row.getString("reason"),
                row.getOffsetDateTime("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static String code(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}

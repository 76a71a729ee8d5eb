package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.OrderChanges;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.PaymentStatus;
import dev.souk.order.domain.StatusChange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The changes of customers' orders in PostgreSQL, for 30 days. Each is numbered when it is first
 * read, so that those who make changes don't wait for one another.
 */
public final class PgOrderChanges implements OrderChanges {

    private static final String WAITING =
            """
            SELECT DISTINCT customer_id FROM order_changes
            WHERE customer_id = ANY ($1) AND number IS NULL
            """;
    private static final String COUNT =
            """
            INSERT INTO order_change_counts (customer_id)
            SELECT unnest($1::uuid[]) ORDER BY 1 ON CONFLICT DO NOTHING
            """;

    /** In one order, so that two who number can't wait for each other. */
    private static final String HOLD =
            """
            SELECT 1 FROM order_change_counts WHERE customer_id = ANY ($1)
            ORDER BY customer_id FOR UPDATE
            """;

    /** A statement of its own behind the lock, so that it sees what was numbered before. */
    private static final String NUMBER =
            """
            WITH waiting AS (
                SELECT customer_id, order_id, version, row_number()
                    OVER (PARTITION BY customer_id ORDER BY seq) AS place
                FROM order_changes WHERE customer_id = ANY ($1) AND number IS NULL),
            counted AS (
                UPDATE order_change_counts counts SET last = last + new.count
                FROM (SELECT customer_id, count(*) FROM waiting GROUP BY customer_id) AS new
                WHERE counts.customer_id = new.customer_id
                RETURNING counts.customer_id, last - new.count AS before)
            UPDATE order_changes change SET number = before + place
            FROM waiting JOIN counted USING (customer_id)
            WHERE (change.customer_id, change.order_id, change.version)
                = (waiting.customer_id, waiting.order_id, waiting.version)
            """;

    private static final String KEPT =
            """
            SELECT last, coalesce((SELECT min(number) FROM order_changes WHERE customer_id = $1),
                last + 1) AS first
            FROM order_change_counts WHERE customer_id = $1
            """;
    private static final String AFTER =
            """
            SELECT change.* FROM unnest($1::uuid[], $2::bigint[]) AS asked (customer_id, number)
            CROSS JOIN LATERAL (
                SELECT * FROM order_changes found
                WHERE found.customer_id = asked.customer_id AND found.number > asked.number
                ORDER BY found.number LIMIT $3) AS change
            ORDER BY change.customer_id, change.number
            """;
    private static final String EVENTS =
            """
            SELECT order_id, version, type, schema, recorded_at, data::text AS data
            FROM order_events WHERE order_id = $1 ORDER BY version
            """;
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private static final String FORGET =
            """
            DELETE FROM order_changes WHERE (customer_id, order_id, version) IN (
                SELECT customer_id, order_id, version FROM order_changes
                WHERE changed_at < now() - interval '30 days' LIMIT $1)
            """;

    private final Database database;

    PgOrderChanges(Database database) {
        this.database = database;
    }

    @Override
    public Future<Kept> kept(UUID customerId) {
        return number(customerId)
                .compose(_ -> database.query(KEPT, Tuple.of(customerId)))
                .map(PgOrderChanges::keptOf);
    }

    @Override
    public Future<List<Numbered>> after(Map<UUID, Long> numbers, int most) {
        var customers = numbers.keySet().toArray(UUID[]::new);
        var positions = numbers.values().toArray(Long[]::new);
        return number(customers)
                .compose(_ -> database.query(AFTER, Tuple.of(customers, positions, most)))
                .map(PgOrderChanges::allOf);
    }

    /** Numbers what is there and has none yet. */
    private Future<Void> number(UUID... customers) {
        return database.query(WAITING, Tuple.of(customers))
                .map(PgOrderChanges::customersOf)
                .compose(
                        waiting ->
                                waiting.length == 0
                                        ? Future.succeededFuture()
                                        : database.transaction(tx -> number(tx, waiting)));
    }

    private static Future<Void> number(SqlConnection tx, UUID... customers) {
        var args = Tuple.of(customers);
        return Future.all(
                        tx.preparedQuery(COUNT).execute(args),
                        tx.preparedQuery(HOLD).execute(args),
                        tx.preparedQuery(NUMBER).execute(args))
                .mapEmpty();
    }

    private static UUID[] customersOf(RowSet<Row> rows) {
        var customers = new ArrayList<UUID>(rows.size());
        rows.forEach(row -> customers.add(row.getUUID("customer_id")));
        return customers.toArray(UUID[]::new);
    }

    @Override
    public Future<List<StatusChange>> history(UUID orderId) {
        return database.query(EVENTS, Tuple.of(orderId))
                .map(OrderLog::factsOf)
                .map(
                        facts ->
                                StatusChange.history(
                                        orderId, facts.getOrDefault(orderId, List.of())));
    }

    /** Forgets changes of long ago. Any node may do it, at any time. */
    public Future<Void> forgetOld() {
        return database.query(FORGET, Tuple.of(FORGOTTEN_AT_ONCE))
                .compose(
                        gone ->
                                gone.rowCount() < FORGOTTEN_AT_ONCE
                                        ? Future.succeededFuture()
                                        : forgetOld());
    }

    private static Kept keptOf(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new Kept(1, 0);
        }
        var row = rows.iterator().next();
        return new Kept(row.getLong("first"), row.getLong("last"));
    }

    private static List<Numbered> allOf(RowSet<Row> rows) {
        var all = new ArrayList<Numbered>(rows.size());
        rows.forEach(row -> all.add(numbered(row)));
        return all;
    }

    private static Numbered numbered(Row row) {
        var change =
                new StatusChange(
                        row.getUUID("order_id"),
                        row.getLong("version"),
                        row.getString("type"),
                        OrderStatus.valueOf(constant(row.getString("status"))),
                        PaymentStatus.valueOf(constant(row.getString("payment_status"))),
                        row.getOffsetDateTime("changed_at").toInstant());
        return new Numbered(row.getUUID("customer_id"), row.getLong("number"), change);
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package dev.souk.order.store;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The rows of the projection that is built beside the live one, inside a transaction. */
final class ProjectionRows {

    /** Folding them keeps the event loop for a few milliseconds. */
    private static final int BATCH = 50;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String COLUMNS =
            "created_at, customer_id, order_id, state, status, updated_at, version";
    private static final String LIVE_COLUMNS =
            """
            SELECT string_agg(attname, ', ' ORDER BY attname) AS columns FROM pg_attribute
            WHERE attrelid = 'orders'::regclass AND attnum > 0 AND NOT attisdropped
            """;
    private static final String NEXT_IDS =
            """
            SELECT order_id FROM order_events WHERE version = 1 AND order_id > $1
            ORDER BY order_id LIMIT $2
            """;
    private static final String TOUCHED =
            """
            DELETE FROM orders_touched WHERE seq IN (
                SELECT seq FROM orders_touched ORDER BY seq LIMIT $1)
            RETURNING order_id
            """;
    private static final String EVENTS =
            """
            SELECT order_id, version, type, schema, recorded_at, data::text AS data
            FROM order_events WHERE order_id = ANY ($1) ORDER BY order_id, version
            """;
    private static final String PUT =
            """
            INSERT INTO orders_next AS next
                (order_id, version, status, state, updated_at, customer_id, created_at)
            SELECT order_id, version, status, state::jsonb, updated_at, customer_id, created_at
            FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[],
                $6::uuid[], $7::timestamptz[])
                AS fold (order_id, version, status, state, updated_at, customer_id, created_at)
            ON CONFLICT (order_id) DO UPDATE SET version = excluded.version,
                status = excluded.status, state = excluded.state, updated_at = excluded.updated_at
            WHERE next.version < excluded.version
            """;

    /** A member of a later version may have given the table more than this one can fill. */
    Future<Void> requireKnownColumns(SqlConnection tx) {
        return tx.preparedQuery(LIVE_COLUMNS)
                .execute()
                .map(rows -> rows.iterator().next().getString("columns"))
                .compose(
                        columns ->
                                columns.equals(COLUMNS)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(unknown(columns)));
    }

    private static ServiceFailure unknown(String columns) {
        return ServiceFailure.of(
                Reason.CONFLICT, "The projection is not of this version: it has " + columns);
    }

    /** Rebuilds the next orders, and tells which. */
    Future<List<UUID>> fill(SqlConnection tx, @Nullable UUID after) {
        return tx.preparedQuery(NEXT_IDS)
                .execute(Tuple.of(after == null ? BEFORE_ALL : after, BATCH))
                .map(ProjectionRows::idsOf)
                .compose(ids -> rebuild(tx, ids).map(ids));
    }

    /** Rebuilds some of the orders that have changed, and tells how many there were. */
    Future<Integer> catchUp(SqlConnection tx) {
        return tx.preparedQuery(TOUCHED)
                .execute(Tuple.of(BATCH))
                .map(ProjectionRows::idsOf)
                .compose(ids -> rebuild(tx, new HashSet<>(ids)).map(ids.size()));
    }

    /** Rebuilds all orders that have changed; nobody may be changing more. */
    Future<Void> catchUpAll(SqlConnection tx) {
        return catchUp(tx).compose(count -> count == 0 ? Future.succeededFuture() : catchUpAll(tx));
    }

    private static Future<Void> rebuild(SqlConnection tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(EVENTS)
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(ProjectionRows::fold)
                        .compose(orders -> put(tx, orders));
    }

    /** From the first event on: a snapshot is a copy of a fold too. */
    private static List<Order> fold(RowSet<Row> rows) {
        return OrderLog.factsOf(rows).entrySet().stream()
                .map(order -> Order.replay(order.getKey(), order.getValue()))
                .toList();
    }

    private static Future<Void> put(SqlConnection tx, List<Order> orders) {
        var columns =
                Tuple.tuple()
                        .addValue(all(orders, Order::id).toArray(UUID[]::new))
                        .addValue(all(orders, Order::version).toArray(Long[]::new))
                        .addValue(
                                all(orders, order -> order.status().code()).toArray(String[]::new))
                        .addValue(
                                all(orders, order -> Json.encode(order).toString())
                                        .toArray(String[]::new))
                        .addValue(times(orders, Order::updatedAt))
                        .addValue(all(orders, Order::customerId).toArray(UUID[]::new))
                        .addValue(times(orders, Order::createdAt));
        return tx.preparedQuery(PUT).execute(columns).mapEmpty();
    }

    private static <T> List<T> all(List<Order> orders, Function<Order, T> column) {
        return orders.stream().map(column).toList();
    }

    private static OffsetDateTime[] times(List<Order> orders, Function<Order, Instant> column) {
        return orders.stream()
                .map(column.andThen(time -> time.atOffset(ZoneOffset.UTC)))
                .toArray(OffsetDateTime[]::new);
    }

    private static List<UUID> idsOf(RowSet<Row> rows) {
        var ids = new ArrayList<UUID>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID("order_id")));
        return ids;
    }

    static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}

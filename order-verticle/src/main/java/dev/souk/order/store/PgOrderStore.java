package dev.souk.order.store;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.sql.Database;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.OrderStore;
import dev.souk.order.app.RefundDetails;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.app.Tracing;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Orders in PostgreSQL. */
public final class PgOrderStore implements OrderStore {

    private static final String ADD_DETAILS =
            """
            INSERT INTO order_details (order_id, address, payment_token)
            VALUES ($1, $2::text::jsonb, $3)
            """;
    private static final String DETAILS =
            """
            SELECT address::text AS address, payment_token, last4, reason
            FROM order_details WHERE order_id = $1
            """;
    private static final String SET_REASON =
            "UPDATE order_details SET reason = coalesce(reason, $2) WHERE order_id = $1";
    private static final String ADD_REFUND_DETAILS =
            """
            INSERT INTO order_refund_details (order_id, refund_id, reason, requested_by)
            VALUES ($1, $2, $3, $4)
            """;
    private static final String REFUND_DETAILS =
            """
            SELECT refund_id, reason, requested_by
            FROM order_refund_details WHERE order_id = $1 AND refund_id = $2
            """;
    private static final String FIND =
            """
            SELECT o.state::text AS state, d.address::text AS address, d.payment_token, d.last4, d.reason
            FROM orders o JOIN order_details d ON d.order_id = o.order_id
            WHERE o.order_id = $1
            """;

    private final Database database;
    private final OrderLog log;
    private final PgKeyClaims claims;
    private final SagaRows sagas;
    private final Tracing tracing;

    PgOrderStore(
            Database database, OrderLog log, PgKeyClaims claims, SagaRows sagas, Tracing tracing) {
        this.database = database;
        this.log = log;
        this.claims = claims;
        this.sagas = sagas;
        this.tracing = tracing;
    }

    @Override
    public Future<Written> place(Transition begun, OrderDetails details, RequestKey key) {
        var traceparent = tracing.current();
        return database.transaction(tx -> place(tx, begun, details, key, traceparent));
    }

    /** Places the order inside a transaction. */
    Future<Written> place(
            SqlConnection tx,
            Transition begun,
            OrderDetails details,
            RequestKey key,
            String traceparent) {
        return claims.claim(tx, key, begun.decision().next())
                .compose(
                        taken ->
                                taken.isPresent()
                                        ? Future.succeededFuture(new Written.Taken(taken.get()))
                                        : write(tx, begun, details, traceparent));
    }

    private Future<Written> write(
            SqlConnection tx, Transition begun, OrderDetails details, String traceparent) {
        var order = begun.decision().next();
        var saga = begun.saga();
        return Future.all(
                        log.begin(tx, begun.decision()),
                        addDetails(tx, order.id(), details),
                        sagas.begin(tx, saga, traceparent))
                .map(
                        _ ->
                                new Written.New(
                                        new Work(
                                                saga,
                                                order,
                                                details.paymentToken(),
                                                SagaRows.FIRST_FENCE,
                                                traceparent)));
    }

    private static Future<RowSet<Row>> addDetails(SqlConnection tx, UUID id, OrderDetails details) {
        var address = Json.encode(details.address()).toString();
        return tx.preparedQuery(ADD_DETAILS).execute(Tuple.of(id, address, details.paymentToken()));
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id) {
        return database.query(FIND, Tuple.of(id))
                .map(rows -> first(rows).map(PgOrderStore::storedOrder));
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id, long version) {
        return database.query(OrderLog.HISTORY, Tuple.of(id, version))
                .map(
                        rows ->
                                Optional.ofNullable(OrderLog.factsOf(rows).get(id))
                                        .map(facts -> Order.replay(id, facts)))
                .compose(order -> withDetails(order, id));
    }

    private Future<Optional<StoredOrder>> withDetails(Optional<Order> order, UUID id) {
        return database.query(DETAILS, Tuple.of(id))
                .map(
                        rows ->
                                order.flatMap(
                                        found ->
                                                first(rows)
                                                        .map(
                                                                row ->
                                                                        new StoredOrder(
                                                                                found,
                                                                                details(row)))));
    }

    @Override
    public Future<List<Order>> list(Filter filter, int limit) {
        var sql = new StringBuilder("SELECT state::text AS state FROM orders WHERE true");
        var args = new ArrayList<@Nullable Object>();
        restrict(sql, args, "customer_id = ", filter.customerId());
        var status = filter.status();
        restrict(sql, args, "status = ", status == null ? null : status.code());
        restrict(sql, args, "order_id < ", filter.before());
        args.add(limit);
        sql.append(" ORDER BY order_id DESC LIMIT $").append(args.size());
        return database.query(sql.toString(), Tuple.from(args))
                .map(
                        rows ->
                                stream(rows)
                                        .map(row -> OrderLog.projected(row.getString("state")))
                                        .toList());
    }

    /** The texts are of this class; only the values are a caller's. */
    private static void restrict(
            StringBuilder sql, List<@Nullable Object> args, String column, @Nullable Object value) {
        if (value != null) {
            args.add(value);
            sql.append(" AND ").append(column).append('$').append(args.size());
        }
    }

    @Override
    public Future<Optional<StoredOrder>> cancel(
            UUID id, Function<Order, Decision> decide, @Nullable String reason) {
        return change(
                id,
                decide,
                tx ->
                        Future.all(
                                tx.preparedQuery(SET_REASON).execute(Tuple.of(id, reason)),
                                sagas.reopen(tx, id, CheckoutSaga::reopen)));
    }

    @Override
    public Future<Optional<StoredOrder>> change(UUID id, Function<Order, Decision> decide) {
        return change(id, decide, _ -> Future.succeededFuture());
    }

    @Override
    public Future<Optional<StoredOrder>> refund(
            UUID id, Function<Order, Decision> decide, RefundDetails details) {
        var row = Tuple.of(id, details.refundId(), details.reason(), details.requestedBy());
        return change(
                id,
                decide,
                tx ->
                        Future.all(
                                tx.preparedQuery(ADD_REFUND_DETAILS).execute(row),
                                sagas.reopen(tx, id, CheckoutSaga::refund)));
    }

    @Override
    public Future<Optional<RefundDetails>> refundDetails(UUID id, UUID refundId) {
        return database.query(REFUND_DETAILS, Tuple.of(id, refundId))
                .map(rows -> first(rows).map(PgOrderStore::refundDetails));
    }

    /**
     * @param more what else is written where anything changes
     */
    private Future<Optional<StoredOrder>> change(
            UUID id, Function<Order, Decision> decide, Function<SqlConnection, Future<?>> more) {
        return database.transaction(
                tx ->
                        log.hold(tx, id)
                                .map(order -> order.map(decide))
                                .compose(decision -> write(tx, decision, more)));
    }

    private Future<Optional<StoredOrder>> write(
            SqlConnection tx,
            Optional<Decision> decision,
            Function<SqlConnection, Future<?>> more) {
        return decision.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : write(tx, decision.get(), more);
    }

    private Future<Optional<StoredOrder>> write(
            SqlConnection tx, Decision decision, Function<SqlConnection, Future<?>> more) {
        var id = decision.next().id();
        var changed =
                decision.facts().isEmpty()
                        ? log.goOn(tx, decision)
                        : Future.all(log.goOn(tx, decision), more.apply(tx)).<Void>mapEmpty();
        return changed.compose(_ -> tx.preparedQuery(DETAILS).execute(Tuple.of(id)))
                .map(
                        rows ->
                                first(rows)
                                        .map(
                                                row ->
                                                        new StoredOrder(
                                                                decision.next(), details(row))));
    }

    private static RefundDetails refundDetails(Row row) {
        return new RefundDetails(
                row.getUUID("refund_id"), row.getString("reason"), row.getUUID("requested_by"));
    }

    private static StoredOrder storedOrder(Row row) {
        return new StoredOrder(OrderLog.projected(row.getString("state")), details(row));
    }

    private static OrderDetails details(Row row) {
        var address = Json.decode(Buffer.buffer(row.getString("address")), ShippingAddress.class);
        return new OrderDetails(
                address,
                row.getString("payment_token"),
                row.getString("last4"),
                row.getString("reason"));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return stream(rows).findFirst();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}

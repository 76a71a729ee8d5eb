package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.SagaStore;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Sagas in PostgreSQL, by its clock. A claim is a node's name and a fence; it is worth as much as
 * the node's heartbeat, so that nothing has to be renewed for each saga.
 */
public final class PgSagaStore implements SagaStore {

    private static final String BEAT =
            """
            INSERT INTO order_nodes (node_id, seen_at, name) VALUES ($1, now(), $2)
            ON CONFLICT (node_id) DO UPDATE SET seen_at = excluded.seen_at, name = excluded.name
            """;

    /**
     * Whose claim is no obstacle: nobody's, a silent node's, and this node's own that it hasn't
     * begun to run: it may be about to, where the claim was made just now.
     */
    private static final String FREE =
            """
            (s.claimed_by IS NULL
                OR s.claimed_by = $1 AND s.due_at < now() - interval '2 seconds'
                OR NOT EXISTS (
                    SELECT 1 FROM order_nodes n
                    WHERE n.node_id = s.claimed_by AND n.seen_at > now() - interval '2 seconds'))
            """;

    /** Who takes a claim that somebody else never gave back says so in the order's timeline. */
    private static final String CLAIM =
            """
            , taken AS (
                UPDATE order_sagas c
                SET claimed_by = $1, fence = c.fence + 1,
                    doubtful = c.doubtful OR c.claimed_by IS NOT NULL
                FROM free WHERE c.order_id = free.order_id
                RETURNING c.order_id, c.step, c.attempts, c.doubtful, c.fence, c.traceparent),
            noted AS (
                INSERT INTO order_timeline
                    (order_id, version, kind, name, noted_at, node, trace_id, from_node)
                SELECT order_id, o.version, 'take-over', replace(lower(taken.step), '_', '-'),
                    now(), $2, nullif(split_part(taken.traceparent, '-', 2), ''),
                    coalesce(before.name, free.claimed_by)
                FROM taken JOIN free USING (order_id) JOIN orders o USING (order_id)
                LEFT JOIN order_nodes before ON before.node_id = free.claimed_by
                WHERE free.claimed_by IS NOT NULL)
            SELECT *, NULL AS stuck_why, NULL AS stuck_cause FROM taken
            """;

    private static final String TAKE_DUE =
            "WITH free AS (SELECT s.order_id, s.claimed_by FROM order_sagas s WHERE s.step <>"
                    + " 'ENDED' AND s.stuck_since IS NULL AND s.due_at <= now()"
                    + " AND s.order_id <> ALL ($3) AND "
                    + FREE
                    + " ORDER BY s.due_at LIMIT $4 FOR UPDATE SKIP LOCKED) "
                    + CLAIM;
    private static final String TAKE =
            "WITH free AS (SELECT s.order_id, s.claimed_by FROM order_sagas s WHERE s.order_id ="
                    + " $3 AND s.step <> 'ENDED' AND s.stuck_since IS NULL AND "
                    + FREE
                    + " FOR UPDATE SKIP LOCKED) "
                    + CLAIM;
    private static final String TOKENS =
            "SELECT order_id, payment_token FROM order_details WHERE order_id = ANY ($1)";
    private static final String WAKE =
            """
            UPDATE order_sagas SET due_at = now()
            WHERE order_id = $1 AND claimed_by IS NULL AND step <> 'ENDED' AND stuck_since IS NULL
            """;
    private static final String GIVE_BACK =
            """
            UPDATE order_sagas
            SET claimed_by = NULL, due_at = now() + $3::bigint * interval '1 millisecond'
            WHERE order_id = $1 AND fence = $2
            """;
    private static final String LEAVE =
            """
            WITH gone AS (DELETE FROM order_nodes WHERE node_id = $1)
            UPDATE order_sagas SET claimed_by = NULL, due_at = least(due_at, now())
            WHERE claimed_by = $1 AND step <> 'ENDED'
            """;
    private static final String FORGET =
            "DELETE FROM order_nodes WHERE seen_at < now() - interval '1 day'";
    private static final Duration UNTIL_ANOTHER_LOOK = Duration.ofSeconds(1);
    private static final String SET_LAST4 =
            "UPDATE order_details SET last4 = $2 WHERE order_id = $1";

    private final Database database;
    private final OrderLog log;
    private final SagaRows rows;
    private final CartRows carts;
    private final Author author;

    PgSagaStore(Database database, OrderLog log, SagaRows rows, CartRows carts, Author author) {
        this.database = database;
        this.log = log;
        this.rows = rows;
        this.carts = carts;
        this.author = author;
    }

    @Override
    public Future<Void> beat() {
        return database.query(BEAT, Tuple.of(author.nodeId(), author.name())).mapEmpty();
    }

    @Override
    public Future<List<Work>> takeDue(Set<UUID> except, int limit) {
        var running = except.toArray(UUID[]::new);
        return database.query(TAKE_DUE, Tuple.of(author.nodeId(), author.name(), running, limit))
                .compose(this::load);
    }

    @Override
    public Future<Optional<Work>> take(UUID orderId) {
        return database.query(TAKE, Tuple.of(author.nodeId(), author.name(), orderId))
                .compose(this::load)
                .map(taken -> taken.stream().findFirst());
    }

    private Future<List<Work>> load(RowSet<Row> claimed) {
        if (claimed.size() == 0) {
            return Future.succeededFuture(List.of());
        }
        var ids = new ArrayList<UUID>();
        claimed.forEach(row -> ids.add(row.getUUID("order_id")));
        var args = Tuple.of(ids.toArray(UUID[]::new));
        var orders = OrderLog.read(database, ids.toArray(UUID[]::new));
        var tokens = database.query(TOKENS, args).map(PgSagaStore::tokensOf);
        return Future.all(orders, tokens)
                .compose(_ -> leaveToOthers(claimed, orders.result().keySet()))
                .map(_ -> worksOf(claimed, orders.result(), tokens.result()));
    }

    /**
     * An order that can't be read here holds up no other; a node of another release may have it.
     */
    private Future<Void> leaveToOthers(RowSet<Row> claimed, Set<UUID> readable) {
        var left = new ArrayList<Future<Void>>();
        for (var row : claimed) {
            var id = row.getUUID("order_id");
            if (!readable.contains(id)) {
                left.add(giveBack(id, row.getLong("fence"), UNTIL_ANOTHER_LOOK));
            }
        }
        return Future.all(left).mapEmpty();
    }

    private static List<Work> worksOf(
            RowSet<Row> claimed, Map<UUID, Order> orders, Map<UUID, String> tokens) {
        var works = new ArrayList<Work>();
        for (var row : claimed) {
            var id = row.getUUID("order_id");
            var order = orders.get(id);
            if (order != null) {
                works.add(
                        new Work(
                                SagaRows.sagaOf(row),
                                order,
                                tokens.getOrDefault(id, ""),
                                row.getLong("fence"),
                                row.getString("traceparent")));
            }
        }
        return works;
    }

    private static Map<UUID, String> tokensOf(RowSet<Row> rows) {
        var tokens = new HashMap<UUID, String>();
        rows.forEach(row -> tokens.put(row.getUUID("order_id"), row.getString("payment_token")));
        return tokens;
    }

    @Override
    public Future<Optional<Transition>> keep(
            Work work, @Nullable String last4, Function<Order, Transition> decide) {
        return database.transaction(tx -> keep(tx, work, last4, decide));
    }

    /** Keeps the outcome inside a transaction. */
    Future<Optional<Transition>> keep(
            SqlConnection tx,
            Work work,
            @Nullable String last4,
            Function<Order, Transition> decide) {
        var id = work.order().id();
        var order = log.hold(tx, id);
        var held = rows.hold(tx, id, work.fence());
        return Future.all(order, held)
                .compose(
                        _ -> {
                            var current = held(order.result(), id);
                            var noted = log.note(tx, current, work.attempts());
                            var kept =
                                    held.result()
                                            ? write(tx, decide.apply(current), last4)
                                            : lost();
                            return noted.compose(_ -> kept);
                        });
    }

    private static Future<Optional<Transition>> lost() {
        return Future.succeededFuture(Optional.empty());
    }

    private static Order held(Optional<Order> order, UUID id) {
        return order.orElseThrow(() -> new IllegalStateException("a saga without an order: " + id));
    }

    private Future<Optional<Transition>> write(
            SqlConnection tx, Transition transition, @Nullable String last4) {
        var written =
                List.of(
                        log.goOn(tx, transition.decision()),
                        rows.goOn(
                                tx,
                                transition.saga(),
                                transition.pause(),
                                transition.isImmediate()),
                        setLast4(tx, transition.saga(), last4),
                        emptyCart(tx, transition));
        return Future.all(written).map(_ -> Optional.of(transition));
    }

    private static Future<Void> setLast4(SqlConnection tx, Saga saga, @Nullable String last4) {
        return last4 == null
                ? Future.succeededFuture()
                : tx.preparedQuery(SET_LAST4).execute(Tuple.of(saga.orderId(), last4)).mapEmpty();
    }

    private Future<Void> emptyCart(SqlConnection tx, Transition transition) {
        var order = transition.decision().next();
        var confirmed =
                transition.decision().facts().stream()
                        .anyMatch(fact -> fact.event() instanceof OrderConfirmed);
        return confirmed && order.cartVersion() != null
                ? carts.change(tx, order.customerId(), cart -> cart.minus(order.lines())).mapEmpty()
                : Future.succeededFuture();
    }

    @Override
    public Future<Void> wake(UUID orderId) {
        return database.query(WAKE, Tuple.of(orderId)).mapEmpty();
    }

    @Override
    public Future<Void> review(UUID orderId) {
        return database.transaction(
                tx -> log.hold(tx, orderId).compose(order -> review(tx, order)));
    }

    private Future<Void> review(SqlConnection tx, Optional<Order> order) {
        return order.isEmpty() ? Future.succeededFuture() : rows.review(tx, order.get());
    }

    @Override
    public Future<Void> giveBack(Work work, Duration pause) {
        return giveBack(work.order().id(), work.fence(), pause);
    }

    private Future<Void> giveBack(UUID orderId, long fence, Duration pause) {
        return database.query(GIVE_BACK, Tuple.of(orderId, fence, pause.toMillis())).mapEmpty();
    }

    @Override
    public Future<Void> leave() {
        return database.query(LEAVE, Tuple.of(author.nodeId())).mapEmpty();
    }

    /** Forgets nodes that are long gone. Any node may do it, at any time. */
    public Future<Void> forgetNodes() {
        return database.query(FORGET, Tuple.tuple()).mapEmpty();
    }
}

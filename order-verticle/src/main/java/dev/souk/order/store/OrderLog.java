package dev.souk.order.store;

import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Event;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.Topic;
import dev.souk.order.app.Announcements;
import dev.souk.order.app.Announcements.Announcement;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Fact;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads and writes the facts of orders inside a transaction: the events, the projection that
 * queries read, and the announcements go together or not at all.
 */
final class OrderLog {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private static final String APPEND =
            """
            INSERT INTO order_events
                (order_id, version, type, schema, recorded_at, data, node, trace_id)
            SELECT $1, version, type, schema, recorded_at, data::jsonb, $7, $8
            FROM unnest($2::bigint[], $3::text[], $4::integer[], $5::timestamptz[], $6::text[])
                AS fact (version, type, schema, recorded_at, data)
            """;
    private static final String PROJECT_NEW =
            """
            INSERT INTO orders (order_id, version, status, state, updated_at, customer_id, created_at)
            VALUES ($1, $2, $3, $4::text::jsonb, $5, $6, $7)
            """;
    private static final String PROJECT =
            """
            UPDATE orders SET version = $2, status = $3, state = $4::text::jsonb, updated_at = $5
            WHERE order_id = $1
            """;
    private static final String LOCK = "SELECT 1 FROM orders WHERE order_id = $1 FOR UPDATE";

    /** Reads the last snapshots of some orders, and their events after it. */
    private static final String READ =
            """
            WITH last AS (
                SELECT DISTINCT ON (order_id) order_id, version, state
                FROM order_snapshots WHERE order_id = ANY ($1) AND shape = $2
                ORDER BY order_id, version DESC)
            SELECT order_id, version, NULL AS type, NULL::integer AS schema,
                NULL::timestamptz AS recorded_at, state::text AS data
            FROM last
            UNION ALL
            SELECT order_id, e.version, e.type, e.schema, e.recorded_at, e.data::text
            FROM order_events e LEFT JOIN last USING (order_id)
            WHERE order_id = ANY ($1) AND e.version > coalesce(last.version, 0)
            ORDER BY order_id, version
            """;

    /** Reads all events of an order up to a version. */
    static final String HISTORY =
            """
            SELECT order_id, version, type, schema, recorded_at, data::text AS data
            FROM order_events WHERE order_id = $1 AND version <= $2 ORDER BY version
            """;

    private final Outbox outbox;
    private final Announcements announcements;
    private final StoredSnapshots snapshots;
    private final Author author;
    private final TimelineRows timeline;

    OrderLog(Outbox outbox, Announcements announcements, Author author) {
        this.snapshots = new StoredSnapshots(author.snapshotEvery());
        this.outbox = outbox;
        this.announcements = announcements;
        this.author = author;
        this.timeline = new TimelineRows(author);
    }

    /** Writes the facts of an order that didn't exist. */
    Future<Void> begin(SqlConnection tx, Decision decision) {
        var order = decision.next();
        var row = projection(order).addUUID(order.customerId()).addValue(time(order.createdAt()));
        return Future.all(
                        append(tx, decision),
                        tx.preparedQuery(PROJECT_NEW).execute(row),
                        announce(tx, decision),
                        note(tx, decision),
                        change(tx, decision))
                .mapEmpty();
    }

    /** Writes the new facts of an order whose row the transaction holds; none is fine too. */
    Future<Void> goOn(SqlConnection tx, Decision decision) {
        if (decision.facts().isEmpty()) {
            return note(tx, decision);
        }
        var written =
                List.of(
                        append(tx, decision),
                        snapshots.add(tx, decision),
                        tx.preparedQuery(PROJECT).execute(projection(decision.next())),
                        LedgerRows.book(tx, decision),
                        announce(tx, decision),
                        note(tx, decision),
                        change(tx, decision));
        return Future.all(written).mapEmpty();
    }

    /** The order as it is, held until the transaction ends. */
    Future<Optional<Order>> hold(SqlConnection tx, UUID id) {
        var held = tx.preparedQuery(LOCK).execute(Tuple.of(id));
        var facts = tx.preparedQuery(READ).execute(of(id));
        return held.compose(_ -> facts).map(rows -> Optional.ofNullable(orderOf(id, rows)));
    }

    /** Some orders as they are now, by their ids; without those that this release can't read. */
    static Future<Map<UUID, Order>> read(Database database, UUID... ids) {
        return database.query(READ, of(ids)).map(OrderLog::readable);
    }

    private static Tuple of(UUID... ids) {
        return Tuple.of(ids, StoredSnapshots.SHAPE);
    }

    private static Map<UUID, Order> readable(RowSet<Row> rows) {
        var byOrder = new LinkedHashMap<UUID, List<Row>>();
        rows.forEach(
                row ->
                        byOrder.computeIfAbsent(row.getUUID("order_id"), _ -> new ArrayList<>())
                                .add(row));
        var orders = new LinkedHashMap<UUID, Order>();
        byOrder.forEach((id, its) -> readable(id, its).ifPresent(order -> orders.put(id, order)));
        return orders;
    }

    private static Optional<Order> readable(UUID id, Iterable<Row> rows) {
        try {
            return Optional.ofNullable(orderOf(id, rows));
        } catch (IllegalStateException | ServiceFailure unknown) {
            LOG.atError()
                    .setCause(unknown)
                    .addKeyValue("orderId", id)
                    .log("order not readable by this release");
            return Optional.empty();
        }
    }

    private static @Nullable Order orderOf(UUID id, Iterable<Row> rows) {
        Order order = null;
        for (var row : rows) {
            order = next(id, order, row);
        }
        return order;
    }

    private static Order next(UUID id, @Nullable Order before, Row row) {
        if (row.getString("type") == null) {
            return StoredSnapshots.read(row.getString("data"));
        }
        var fact = List.of(factOf(row));
        return before == null ? Order.replay(id, fact) : Order.resume(before, fact);
    }

    static Map<UUID, List<Fact>> factsOf(RowSet<Row> rows) {
        var facts = new LinkedHashMap<UUID, List<Fact>>();
        for (var row : rows) {
            facts.computeIfAbsent(row.getUUID("order_id"), _ -> new ArrayList<>()).add(factOf(row));
        }
        return facts;
    }

    static Order projected(String state) {
        return Json.decode(Buffer.buffer(state), Order.class);
    }

    private static Fact factOf(Row row) {
        var event =
                StoredEvents.decode(
                        row.getUUID("order_id"),
                        row.getString("type"),
                        row.getInteger("schema"),
                        row.getString("data"));
        return new Fact(
                row.getLong("version"), row.getOffsetDateTime("recorded_at").toInstant(), event);
    }

    private Future<RowSet<Row>> append(SqlConnection tx, Decision decision) {
        var facts = decision.facts();
        var row =
                Tuple.of(
                        decision.next().id(),
                        facts.stream().map(Fact::version).toArray(Long[]::new),
                        facts.stream()
                                .map(fact -> StoredEvents.typeOf(fact.event()))
                                .toArray(String[]::new),
                        facts.stream()
                                .map(fact -> StoredEvents.schemaOf(fact.event()))
                                .toArray(Integer[]::new),
                        facts.stream()
                                .map(fact -> time(fact.time()))
                                .toArray(OffsetDateTime[]::new),
                        facts.stream()
                                .map(fact -> StoredEvents.encode(fact.event()))
                                .toArray(String[]::new),
                        author.name(),
                        author.traceId());
        return tx.preparedQuery(APPEND).execute(row);
    }

    private static Tuple projection(Order order) {
        return Tuple.of(
                order.id(),
                order.version(),
                order.status().code(),
                Json.encode(order).toString(),
                time(order.updatedAt()));
    }

    private Future<Void> announce(SqlConnection tx, Decision decision) {
        var byTopic = new LinkedHashMap<Topic, List<Event<?>>>();
        for (Announcement each : announcements.of(decision)) {
            byTopic.computeIfAbsent(each.topic(), _ -> new ArrayList<>()).add(each.event());
        }
        var appended =
                byTopic.entrySet().stream()
                        .map(entry -> outbox.append(tx, entry.getKey(), entry.getValue()))
                        .toList();
        return Future.all(appended).mapEmpty();
    }

    /** Notes what an order went through, whose row the transaction holds. */
    Future<Void> note(SqlConnection tx, Order order, List<? extends Note> notes) {
        return timeline.add(tx, order.id(), order.version(), notes);
    }

    private Future<Void> note(SqlConnection tx, Decision decision) {
        return timeline.add(
                tx, decision.next().id(), decision.versionBefore(), decision.commands());
    }

    private static Future<Void> change(SqlConnection tx, Decision decision) {
        var order = decision.next();
        return ChangeRows.add(tx, order.customerId(), order.id(), decision.changes());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package dev.souk.catalog.store;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.app.Verdicts;
import dev.souk.catalog.domain.HeldLine;
import dev.souk.catalog.domain.Reservation;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.StockBook;
import dev.souk.catalog.domain.StockRequest;
import dev.souk.cluster.json.Json;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of reservations. Every group touches them in the order of their ids. */
final class ReservationTable {

    private static final String CLAIM =
            """
            INSERT INTO reservations (order_id, customer_id, state, lines)
            SELECT order_id, customer_id, 'claimed', lines::jsonb
            FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u(order_id, customer_id, lines)
            ORDER BY order_id ON CONFLICT DO NOTHING RETURNING order_id
            """;
    private static final String VERDICTS =
            """
            SELECT order_id, state, verdict::text AS verdict FROM reservations
            WHERE order_id = ANY($1::uuid[])
            """;
    private static final String SETTLE =
            """
            UPDATE reservations r SET state = u.state, verdict = u.verdict::jsonb,
                uncounted = u.uncounted::uuid[],
                expires_at = CASE WHEN u.state = 'held'
                    THEN clock_timestamp() + $4::bigint * interval '1 millisecond' END
            FROM unnest($1::uuid[], $2::text[], $3::text[], $5::text[])
                AS u(order_id, state, verdict, uncounted)
            WHERE r.order_id = u.order_id
            """;
    private static final String BURY =
            """
            INSERT INTO reservations (order_id, state, lines)
            SELECT order_id, 'released', '[]' FROM unnest($1::uuid[]) AS u(order_id)
            ORDER BY order_id ON CONFLICT DO NOTHING
            """;
    private static final String LOCK =
            """
            SELECT order_id, customer_id, state, lines::text AS lines, uncounted,
                coalesce(expires_at <= clock_timestamp(), false) AS overdue
            FROM reservations WHERE order_id = ANY($1::uuid[]) ORDER BY order_id FOR UPDATE
            """;
    private static final String MOVE =
            """
            UPDATE reservations r SET state = u.state,
                expires_at = CASE WHEN u.state = 'held'
                    THEN clock_timestamp() + $3::bigint * interval '1 millisecond' END
            FROM unnest($1::uuid[], $2::text[]) AS u(order_id, state)
            WHERE r.order_id = u.order_id
            """;

    /** Whose tombstones are: they hold nothing, so nobody's totals change with them. */
    private static final UUID NOBODY = new UUID(0, 0);

    private record StoredLine(UUID productId, int quantity) {}

    private final long timeToLive;

    ReservationTable(Duration timeToLive) {
        this.timeToLive = timeToLive.toMillis();
    }

    /** Makes the rows of orders that have none; waits for others who are making the same. */
    Future<Set<UUID>> claim(SqlConnection tx, List<StockRequest> requests) {
        var args =
                Tuple.tuple()
                        .addArrayOfUUID(
                                requests.stream().map(StockRequest::orderId).toArray(UUID[]::new))
                        .addArrayOfUUID(
                                requests.stream()
                                        .map(StockRequest::customerId)
                                        .toArray(UUID[]::new))
                        .addArrayOfString(
                                requests.stream()
                                        .map(ReservationTable::lines)
                                        .toArray(String[]::new));
        return tx.preparedQuery(CLAIM).execute(args).map(ReservationTable::ids);
    }

    /** What orders that have a row are told. */
    Future<Map<UUID, ReservationVerdict>> verdicts(SqlConnection tx, List<UUID> orders) {
        return orders.isEmpty()
                ? Future.succeededFuture(Map.of())
                : tx.preparedQuery(VERDICTS)
                        .execute(Tuple.of(orders.toArray(UUID[]::new)))
                        .map(ReservationTable::verdicts);
    }

    /**
     * Writes the verdicts of claimed orders, refusals too.
     *
     * @param book what was moved for them
     */
    Future<Void> settle(SqlConnection tx, Map<UUID, ReservationVerdict> verdicts, StockBook book) {
        var orders = List.copyOf(verdicts.keySet());
        var uncounted = book.uncounted();
        var args =
                Tuple.of(
                        orders.toArray(UUID[]::new),
                        orders.stream()
                                .map(order -> verdicts.get(order))
                                .map(ReservationTable::state)
                                .toArray(String[]::new),
                        orders.stream()
                                .map(order -> Json.encode(verdictOf(verdicts, order)).toString())
                                .toArray(String[]::new),
                        timeToLive,
                        orders.stream()
                                .map(order -> uncounted.getOrDefault(order, Set.of()))
                                .map(ReservationTable::arrayOf)
                                .toArray(String[]::new));
        return tx.preparedQuery(SETTLE).execute(args).mapEmpty();
    }

    /** Makes released rows of orders that have none, so that whoever comes late finds them. */
    Future<Void> bury(SqlConnection tx, Collection<UUID> orders) {
        return orders.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(BURY).execute(Tuple.of(orders.toArray(UUID[]::new))).mapEmpty();
    }

    Future<List<Reservation>> lock(SqlConnection tx, Collection<UUID> orders) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(orders.toArray(UUID[]::new)))
                .map(ReservationTable::reservations);
    }

    /** Writes states; one that is held again expires after the whole time, counted from now. */
    Future<Void> move(SqlConnection tx, List<Reservation> changed) {
        return changed.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(MOVE)
                        .execute(
                                Tuple.of(
                                        changed.stream()
                                                .map(Reservation::orderId)
                                                .toArray(UUID[]::new),
                                        changed.stream()
                                                .map(one -> word(one.state()))
                                                .toArray(String[]::new),
                                        timeToLive))
                        .mapEmpty();
    }

    private static ReservationVerdict verdictOf(
            Map<UUID, ReservationVerdict> verdicts, UUID order) {
        return java.util.Objects.requireNonNull(verdicts.get(order));
    }

    private static String state(ReservationVerdict verdict) {
        return word(verdict instanceof ReservationVerdict.Reserved ? State.HELD : State.REFUSED);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String lines(StockRequest request) {
        return Json.encode(
                        request.lines().stream()
                                .map(line -> new StoredLine(line.productId(), line.quantity()))
                                .toList())
                .toString();
    }

    /** As PostgreSQL writes an array, of which it takes no array. */
    private static String arrayOf(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static List<HeldLine> lines(Row row) {
        var uncounted = Set.of(row.getArrayOfUUIDs("uncounted"));
        var lines = Json.decode(Buffer.buffer(row.getString("lines")), StoredLine[].class);
        return Arrays.stream(lines).map(line -> held(line, uncounted)).toList();
    }

    private static HeldLine held(StoredLine line, Set<UUID> uncounted) {
        return new HeldLine(
                line.productId(), line.quantity(), !uncounted.contains(line.productId()));
    }

    private static Map<UUID, ReservationVerdict> verdicts(RowSet<Row> rows) {
        var verdicts = new HashMap<UUID, ReservationVerdict>();
        for (var row : rows) {
            var state = state(row);
            var stored = row.getString("verdict");
            var first =
                    stored == null
                            ? new ReservationVerdict.Released(
                                    dev.souk.catalog.api.ReservationState.RELEASED)
                            : Json.decode(Buffer.buffer(stored), ReservationVerdict.class);
            verdicts.put(row.getUUID("order_id"), Verdicts.repeated(state, first));
        }
        return verdicts;
    }

    private static List<Reservation> reservations(RowSet<Row> rows) {
        var reservations = new ArrayList<Reservation>(rows.size());
        for (var row : rows) {
            var customer = row.getUUID("customer_id");
            reservations.add(
                    new Reservation(
                            row.getUUID("order_id"),
                            customer == null ? NOBODY : customer,
                            state(row),
                            lines(row),
                            row.getBoolean("overdue")));
        }
        return reservations;
    }

    private static State state(Row row) {
        return State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        var ids = new HashSet<UUID>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }
}

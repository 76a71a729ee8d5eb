package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.contract.Money;
import dev.souk.order.app.ReconciliationStore;
import dev.souk.order.app.Statement;
import dev.souk.order.app.Statement.Line;
import dev.souk.order.domain.OpenItem;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The reconciler's place, its turn and what is open in PostgreSQL, by its clock. */
public final class PgReconciliationStore implements ReconciliationStore {

    /** What takes money for an order that it can't name is kept under this id. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String TAKE =
            """
            INSERT INTO payment_readings AS reading (provider, owner, epoch, until)
            VALUES ($1, $2, 1, clock_timestamp() + interval '10 s')
            ON CONFLICT (provider) DO UPDATE
            SET owner = excluded.owner, epoch = reading.epoch + 1, until = excluded.until
            WHERE reading.until < clock_timestamp() OR reading.owner = excluded.owner
            RETURNING cursor, epoch, clock_timestamp() AS since
            """;
    private static final String MOVE =
            """
            UPDATE payment_readings
            SET cursor = $3, until = clock_timestamp() + interval '10 s',
                complete_at = coalesce($4, complete_at)
            WHERE provider = $1 AND epoch = $2
            RETURNING cursor, epoch, clock_timestamp() AS since
            """;
    private static final String BOOK =
            """
            INSERT INTO payment_open_items AS item (order_id, provider_key, currency, provider_minor)
            SELECT order_id, key, currency, sum(amount)
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[])
                AS line (order_id, key, currency, amount)
            GROUP BY order_id, key, currency ORDER BY order_id, key, currency
            ON CONFLICT (order_id, provider_key, currency) DO UPDATE
            SET provider_minor = item.provider_minor + excluded.provider_minor,
                changed_at = excluded.changed_at, judged_at = NULL
            """;
    private static final String OPEN =
            """
            SELECT item.order_id, provider_key, currency, ledger_minor, provider_minor, changed_at,
                   coalesce(changed_at < complete_at - $2::bigint * interval '1 millisecond', false)
                       AS ripe,
                   orders.state::text AS state
            FROM payment_readings JOIN payment_open_items item ON provider = $1
                LEFT JOIN orders ON orders.order_id = item.order_id
            WHERE ledger_minor = provider_minor
                OR changed_at < complete_at - $2::bigint * interval '1 millisecond'
            ORDER BY judged_at NULLS FIRST LIMIT $3
            """;
    private static final String PROGRESS =
            """
            SELECT (SELECT coalesce(sum(unreconciled_minor), 0)::bigint FROM payment_differences
                    WHERE resolved_at IS NULL) AS unreconciled,
                   (SELECT (extract(epoch FROM clock_timestamp() - complete_at) * 1000)::bigint
                    FROM payment_readings WHERE provider = $1) AS behind_millis
            """;
    private static final String GIVE_UP =
            """
            UPDATE payment_readings SET owner = NULL, until = '-infinity'
            WHERE provider = $1 AND owner = $2
            """;

    private final Database database;
    private final Reader reader;
    private final DifferenceRows differences;

    /**
     * Who reads what.
     *
     * @param ripeAfter how old a difference must be before it counts as one
     */
    public record Reader(String provider, String nodeId, Duration ripeAfter) {}

    public PgReconciliationStore(Database database, Reader reader) {
        this.database = database;
        this.reader = reader;
        this.differences = new DifferenceRows(reader.provider());
    }

    @Override
    public Future<Optional<Turn>> takeTurn() {
        return database.query(TAKE, Tuple.of(reader.provider(), reader.nodeId()))
                .map(PgReconciliationStore::turnOf);
    }

    @Override
    public Future<Optional<Turn>> book(Turn turn, Statement page) {
        return database.transaction(tx -> book(tx, turn, page));
    }

    private Future<Optional<Turn>> book(SqlConnection tx, Turn turn, Statement page) {
        var complete =
                page.isLast() ? turn.since().minus(page.behind()).atOffset(ZoneOffset.UTC) : null;
        return tx.preparedQuery(MOVE)
                .execute(Tuple.of(reader.provider(), turn.epoch(), page.next(), complete))
                .map(PgReconciliationStore::turnOf)
                .compose(next -> next.isEmpty() ? none() : book(tx, page.lines()).map(next));
    }

    private static Future<Optional<Turn>> none() {
        return Future.succeededFuture(Optional.empty());
    }

    private static Future<Void> book(SqlConnection tx, List<Line> lines) {
        return lines.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(BOOK)
                        .execute(
                                Tuple.of(
                                        column(lines, line -> line.orderId().orElse(NOBODY))
                                                .toArray(UUID[]::new),
                                        column(lines, Line::key).toArray(String[]::new),
                                        column(lines, line -> line.amount().currency())
                                                .toArray(String[]::new),
                                        column(lines, line -> line.amount().amount())
                                                .toArray(Long[]::new)))
                        .mapEmpty();
    }

    @Override
    public Future<List<Examined>> openItems(int limit) {
        return database.query(
                        OPEN, Tuple.of(reader.provider(), reader.ripeAfter().toMillis(), limit))
                .map(rows -> stream(rows).map(PgReconciliationStore::examined).toList());
    }

    @Override
    public Future<Findings> settle(Turn turn, List<Judged> judged) {
        return database.transaction(tx -> differences.settle(tx, turn, judged));
    }

    @Override
    public Future<Progress> progress() {
        return database.query(PROGRESS, Tuple.of(reader.provider()))
                .map(rows -> progressOf(rows.iterator().next()));
    }

    @Override
    public Future<Void> giveUpTurn() {
        return database.query(GIVE_UP, Tuple.of(reader.provider(), reader.nodeId())).mapEmpty();
    }

    private static Progress progressOf(Row row) {
        return new Progress(
                row.getLong("unreconciled"),
                Optional.ofNullable(row.getLong("behind_millis")).map(Duration::ofMillis));
    }

    private static Optional<Turn> turnOf(RowSet<Row> rows) {
        return stream(rows)
                .findFirst()
                .map(
                        row ->
                                new Turn(
                                        row.getString("cursor"),
                                        row.getLong("epoch"),
                                        row.getOffsetDateTime("since").toInstant()));
    }

    private static Examined examined(Row row) {
        var state = row.getString("state");
        return new Examined(itemOf(row), state == null ? null : OrderLog.projected(state));
    }

    private static OpenItem itemOf(Row row) {
        var currency = row.getString("currency");
        return new OpenItem(
                row.getUUID("order_id"),
                row.getString("provider_key"),
                new Money(row.getLong("ledger_minor"), currency),
                new Money(row.getLong("provider_minor"), currency),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getBoolean("ripe"));
    }

    private static <T> List<T> column(List<Line> lines, Function<Line, T> cell) {
        return lines.stream().map(cell).toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}

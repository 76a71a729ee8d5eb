package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.Timeline;
import dev.souk.order.app.TimelineEntry;
import dev.souk.order.app.TimelineEntry.Detail;
import dev.souk.order.app.TimelineEntry.Kind;
import dev.souk.order.app.TimelineEntry.Place;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/** The events and the notes of orders in PostgreSQL. */
public final class PgTimeline implements Timeline {

    private static final String EVENTS =
            """
            SELECT version, type, recorded_at, node, trace_id FROM order_events
            WHERE order_id = $1 ORDER BY version
            """;
    private static final String NOTES =
            """
            SELECT version, seq, kind, name, noted_at, node, trace_id, actor, attempt, took_millis,
                outcome, provider_key, from_node
            FROM order_timeline WHERE order_id = $1 AND (version, seq) > ($2, $3)
            ORDER BY version, seq LIMIT $4
            """;

    /** All before the first event of a later time, since clocks of two nodes may differ. */
    private static final String VERSION_AT =
            """
            SELECT max(version) AS version FROM order_events WHERE order_id = $1 AND version < ALL (
                SELECT version FROM order_events WHERE order_id = $1 AND recorded_at > $2)
            """;

    private final Database database;

    PgTimeline(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<TimelineEntry>> events(UUID orderId) {
        return database.query(EVENTS, Tuple.of(orderId)).map(rows -> all(rows, PgTimeline::event));
    }

    @Override
    public Future<List<TimelineEntry>> notes(UUID orderId, Place after, int most) {
        return database.query(NOTES, Tuple.of(orderId, after.version(), seqOf(after), most))
                .map(rows -> all(rows, PgTimeline::note));
    }

    @Override
    public Future<OptionalLong> versionAt(UUID orderId, Instant time) {
        return database.query(VERSION_AT, Tuple.of(orderId, time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("version"))
                .map(last -> last == null ? OptionalLong.empty() : OptionalLong.of(last));
    }

    private static long seqOf(Place after) {
        if (after.isBeforeNotes()) {
            return 0;
        }
        return after.isBehindNotes() ? Long.MAX_VALUE : after.seq();
    }

    private static List<TimelineEntry> all(RowSet<Row> rows, Function<Row, TimelineEntry> entryOf) {
        var entries = new ArrayList<TimelineEntry>(rows.size());
        rows.forEach(row -> entries.add(entryOf.apply(row)));
        return entries;
    }

    private static TimelineEntry event(Row row) {
        return new TimelineEntry(
                Place.ofEvent(row.getLong("version")),
                row.getOffsetDateTime("recorded_at").toInstant(),
                Kind.EVENT,
                row.getString("type"),
                row.getString("node"),
                row.getString("trace_id"),
                Detail.NONE);
    }

    private static TimelineEntry note(Row row) {
        return new TimelineEntry(
                Place.ofNote(row.getLong("version"), row.getLong("seq")),
                row.getOffsetDateTime("noted_at").toInstant(),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getString("name"),
                row.getString("node"),
                row.getString("trace_id"),
                new Detail(
                        row.getString("actor"),
                        row.getInteger("attempt"),
                        row.getLong("took_millis"),
                        row.getString("outcome"),
                        row.getString("provider_key"),
                        row.getString("from_node"),
                        null));
    }
}

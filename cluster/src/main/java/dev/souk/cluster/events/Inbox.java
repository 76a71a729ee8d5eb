package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Which events a consumer group has seen. A row lives longer than the topic keeps the event; the
 * last version of each aggregate stays for good, and refuses what would come again after that.
 */
final class Inbox {

    /** What an event is to a consumer group. */
    enum Standing {
        /** Not seen yet, and now noted as seen. */
        NEW,
        /** Its effect has happened. */
        SEEN,
        /** Its key is parked; nothing was noted. */
        PARKED
    }

    private static final Duration KEPT = KafkaTopics.RETENTION.plusDays(1);

    /**
     * The row of a parked key is locked, so that it can't be unparked before the event is added.
     */
    private static final String NOTE =
            """
            WITH parked AS (
                SELECT 1 FROM parked_keys WHERE consumer = $1 AND topic = $3 AND key = $4 FOR UPDATE
            ), fresh AS (
                INSERT INTO inbox (consumer, event_id)
                SELECT $1, $2
                WHERE NOT EXISTS (SELECT FROM parked)
                AND NOT ($6 AND EXISTS (
                    SELECT FROM inbox_versions
                    WHERE consumer = $1 AND topic = $3 AND aggregate_id = $4 AND version >= $5))
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), counted AS (
                INSERT INTO inbox_versions AS last (consumer, topic, aggregate_id, version)
                SELECT $1, $3, $4, $5::bigint FROM fresh WHERE $5::bigint > 0
                ON CONFLICT (consumer, topic, aggregate_id) DO UPDATE SET version = excluded.version
                WHERE last.version < excluded.version
            )
            SELECT EXISTS (SELECT FROM parked) AS parked, EXISTS (SELECT FROM fresh) AS fresh
            """;

    private static final String NOTE_PARKED =
            """
            WITH fresh AS (
                INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
                RETURNING 1
            ), counted AS (
                INSERT INTO inbox_versions AS last (consumer, topic, aggregate_id, version)
                SELECT $1, $3, $4, $5::bigint FROM fresh WHERE $5::bigint > 0
                ON CONFLICT (consumer, topic, aggregate_id) DO UPDATE SET version = excluded.version
                WHERE last.version < excluded.version
            )
            SELECT EXISTS (SELECT FROM fresh) AS fresh
            """;

    private static final String SWEEP =
            """
            DELETE FROM inbox WHERE seen_at < now() - make_interval(days => $1)
            AND (consumer, event_id) IN (
                SELECT consumer, event_id FROM inbox
                WHERE seen_at < now() - make_interval(days => $1) LIMIT 20000)
            """;

    private final Database database;
    private final InstantSource clock;

    Inbox(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes the event as seen, in the transaction of its effect. */
    Future<Standing> note(
            SqlConnection tx,
            String consumer,
            InboundRecord record,
            CloudEvents.Envelope envelope) {
        var old = envelope.time().isBefore(clock.instant().minus(KEPT));
        return tx.preparedQuery(NOTE)
                .execute(
                        Tuple.of(
                                consumer,
                                envelope.id(),
                                record.topic(),
                                record.key(),
                                envelope.version().orElse(0),
                                old))
                .map(rows -> rows.iterator().next())
                .map(row -> standing(row.getBoolean("parked"), row.getBoolean("fresh")));
    }

    /** Notes an event of a parked key as seen; false where it was already. */
    Future<Boolean> noteParked(
            SqlConnection tx,
            String consumer,
            InboundRecord record,
            CloudEvents.Envelope envelope) {
        return tx.preparedQuery(NOTE_PARKED)
                .execute(
                        Tuple.of(
                                consumer,
                                envelope.id(),
                                record.topic(),
                                record.key(),
                                envelope.version().orElse(0)))
                .map(rows -> rows.iterator().next().getBoolean("fresh"));
    }

    /** Deletes some rows of events that no topic keeps any more. */
    Future<Void> sweep() {
        return database.query(SWEEP, Tuple.of((int) KEPT.toDays())).mapEmpty();
    }

    private static Standing standing(boolean parked, boolean fresh) {
        if (parked) {
            return Standing.PARKED;
        }
        return fresh ? Standing.NEW : Standing.SEEN;
    }
}

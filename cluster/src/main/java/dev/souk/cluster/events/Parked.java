package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The events that wait because they, or an earlier one of their key, could not be handled. Whoever
 * parks, adds or unparks holds the lock of the key's row.
 */
final class Parked {

    static final String BEHIND = "waits behind an earlier event";

    private static final int REASON_LIMIT = 500;

    private static final String PARK_KEY =
            """
            INSERT INTO parked_keys AS parked (consumer, topic, key) VALUES ($1, $2, $3)
            ON CONFLICT (consumer, topic, key) DO UPDATE SET since = parked.since
            """;

    /** Not where the event was handled meanwhile, by a member that had the partition before. */
    private static final String ADD =
            """
            INSERT INTO parked_events
                (id, consumer, topic, key, type, headers, body, reason, attempts)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
            WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = $2 AND event_id = $10)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String LIST =
            """
            SELECT id, position, consumer, topic, key, type, reason, attempts, parked_at
            FROM parked_events
            WHERE position > $1 AND ($2::text IS NULL OR topic = $2)
            ORDER BY position LIMIT $3
            """;

    private static final String KEY_OF =
            "SELECT consumer, topic, key FROM parked_events WHERE id = $1";

    private static final String LOCK_KEY =
            """
            SELECT 1 FROM parked_keys WHERE consumer = $1 AND topic = $2 AND key = $3 FOR UPDATE
            """;

    private static final String HEAD =
            """
            SELECT id, topic, key, headers, body FROM parked_events
            WHERE consumer = $1 AND topic = $2 AND key = $3 ORDER BY position LIMIT 1
            """;

    private static final String REMOVE = "DELETE FROM parked_events WHERE id = $1";

    private static final String FREE_KEY =
            "DELETE FROM parked_keys WHERE consumer = $1 AND topic = $2 AND key = $3";

    private static final String NOTE_FAILURE =
            """
            UPDATE parked_events SET reason = $4, attempts = attempts + 1 WHERE position = (
                SELECT min(position) FROM parked_events
                WHERE consumer = $1 AND topic = $2 AND key = $3)
            """;

    /** A parked key of one consumer group. */
    record Key(String consumer, String topic, String key) {

        Tuple tuple() {
            return Tuple.of(consumer, topic, key);
        }
    }

    /** The first event of a parked key. */
    record Head(UUID id, InboundRecord record) {}

    private final Database database;

    Parked(Database database) {
        this.database = database;
    }

    /**
     * Parks the key, and the event as its first (or a later) one; neither where the event was
     * handled meanwhile. Idempotent.
     */
    Future<Void> park(String consumer, InboundRecord record, Throwable failure, int attempts) {
        var key = new Key(consumer, record.topic(), record.key());
        return database.transaction(
                tx ->
                        tx.preparedQuery(PARK_KEY)
                                .execute(key.tuple())
                                .compose(_ -> add(tx, consumer, record, reason(failure), attempts))
                                .compose(_ -> lockHead(tx, key))
                                .mapEmpty());
    }

    /** Adds an event to a key whose row the transaction has locked. Idempotent. */
    Future<Void> add(
            SqlConnection tx, String consumer, InboundRecord record, String reason, int attempts) {
        var headers = new JsonObject();
        record.headers().forEach(headers::put);
        return tx.preparedQuery(ADD)
                .execute(
                        Tuple.tuple()
                                .addUUID(idOf(consumer, record.id()))
                                .addString(consumer)
                                .addString(record.topic())
                                .addString(record.key())
                                .addString(record.type())
                                .addJsonObject(headers)
                                .addBuffer(record.body())
                                .addString(reason)
                                .addInteger(attempts)
                                .addUUID(record.id()))
                .mapEmpty();
    }

    Future<List<DeadLetter>> list(Optional<String> topic, long after, int limit) {
        return database.query(LIST, Tuple.of(after, topic.orElse(null), limit))
                .map(rows -> rows.stream().map(Parked::deadLetter).toList());
    }

    Future<Optional<Key>> keyOf(UUID id) {
        return database.query(KEY_OF, Tuple.of(id))
                .map(rows -> rows.stream().map(Parked::key).findFirst());
    }

    /** Locks the key and finds its first event; a key without events is freed. */
    Future<Optional<Head>> lockHead(SqlConnection tx, Key key) {
        return tx.preparedQuery(LOCK_KEY)
                .execute(key.tuple())
                .compose(_ -> tx.preparedQuery(HEAD).execute(key.tuple()))
                .map(rows -> rows.stream().map(Parked::head).findFirst())
                .compose(
                        head ->
                                head.isPresent()
                                        ? Future.succeededFuture(head)
                                        : tx.preparedQuery(FREE_KEY)
                                                .execute(key.tuple())
                                                .map(head));
    }

    Future<Void> remove(SqlConnection tx, UUID id) {
        return tx.preparedQuery(REMOVE).execute(Tuple.of(id)).mapEmpty();
    }

    /** The key's first event failed again. */
    Future<Void> noteFailure(Key key, Throwable failure) {
        return database.query(NOTE_FAILURE, key.tuple().addString(reason(failure))).mapEmpty();
    }

    /** One group may park what another of the same service can handle: the id names both. */
    private static UUID idOf(String consumer, UUID event) {
        var name = consumer + "/" + event;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Throwable failure) {
        var text = failure.toString();
        return text.length() > REASON_LIMIT ? text.substring(0, REASON_LIMIT) : text;
    }

    private static Key key(Row row) {
        return new Key(row.getString("consumer"), row.getString("topic"), row.getString("key"));
    }

    private static Head head(Row row) {
        var id = row.getUUID("id");
        return new Head(
                id,
                new InboundRecord(
                        row.getString("topic"),
                        row.getString("key"),
                        "parked/" + id,
                        OutboxRows.headers(row),
                        row.getBuffer("body")));
    }

    private static DeadLetter deadLetter(Row row) {
        return new DeadLetter(
                row.getUUID("id"),
                row.getLong("position"),
                row.getString("consumer"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getString("reason"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("parked_at").toInstant());
    }
}

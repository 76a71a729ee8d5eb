package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One node of a service that writes notes: its streams, on an event loop of their own. */
final class TestService implements AutoCloseable {

    static final Telemetry TELEMETRY = Telemetry.none();

    private static final long SLOT_ALARM = 8L * 1024 * 1024;

    private final Context context;
    private final Database database;
    private final EventStreams streams;

    private TestService(Context context, Database database, EventStreams streams) {
        this.context = context;
        this.database = database;
        this.streams = streams;
    }

    /** A node on a database that others may share. */
    static TestService start(Vertx vertx, String databaseUrl, String service) throws Exception {
        return start(
                vertx,
                databaseUrl,
                new EventsConfig(service, newNodeId(), TestServers.kafkaBootstrap()));
    }

    static EventsConfig events(String service, String bootstrap, RelayMode mode) {
        return new EventsConfig(service, newNodeId(), bootstrap, mode, SLOT_ALARM);
    }

    private static String newNodeId() {
        return UUID.randomUUID().toString();
    }

    static TestService start(Vertx vertx, String databaseUrl, EventsConfig events)
            throws Exception {
        var service = events.service();
        var config = DatabaseConfig.of(databaseUrl, 4, service);
        var database =
                Database.open(vertx, config, "db/cluster", "db/test").await(60, TimeUnit.SECONDS);
        var context = vertx.getOrCreateContext();
        var streams =
                run(
                        context,
                        () ->
                                Future.succeededFuture(
                                        EventStreams.start(
                                                vertx,
                                                database,
                                                events,
                                                TELEMETRY,
                                                InstantSource.system(),
                                                ThreadLocalRandom.current())));
        return new TestService(context, database, streams);
    }

    Database database() {
        return database;
    }

    EventStreams streams() {
        return streams;
    }

    static Event<Note> event(String key, long version, String text) {
        return new Event<>(
                UUID.randomUUID(), "note.written", 1, key, version, Instant.now(), new Note(text));
    }

    /** Appends the events in one transaction; after a fault again, which changes nothing. */
    @CanIgnoreReturnValue
    TestService append(Topic topic, List<Event<Note>> events) {
        Eventually.holds(
                "the events are appended",
                () -> {
                    run(
                            context,
                            () ->
                                    database.transaction(
                                            tx -> streams.outbox().append(tx, topic, events)));
                    return true;
                });
        return this;
    }

    /** Starts a group that keeps each note as a row of this reader. */
    @CanIgnoreReturnValue
    EventConsumer read(Topic topic, String reader) throws Exception {
        return read(topic, reader, (tx, event) -> keep(tx, reader, event));
    }

    @CanIgnoreReturnValue
    EventConsumer read(Topic topic, String reader, EventHandler<Note> handler) throws Exception {
        return run(
                context,
                () ->
                        streams.consumer(reader)
                                .on(topic, "note.written", Note.class, handler)
                                .start());
    }

    static Future<Void> keep(SqlConnection tx, String reader, Event<Note> event) {
        return tx.preparedQuery(
                        "INSERT INTO notes (reader, key, version, text) VALUES ($1, $2, $3, $4)")
                .execute(
                        Tuple.of(
                                reader,
                                event.aggregateId(),
                                event.aggregateVersion(),
                                event.data().text()))
                .mapEmpty();
    }

    /** Counts the effect, however often it happens. */
    static Future<Void> count(SqlConnection tx, String reader, Event<Note> event) {
        return tx.preparedQuery("INSERT INTO effects (reader, key, version) VALUES ($1, $2, $3)")
                .execute(Tuple.of(reader, event.aggregateId(), event.aggregateVersion()))
                .mapEmpty();
    }

    /** The versions that a reader counted of a key, in the order in which it did. */
    List<Long> effects(String reader, String key) throws Exception {
        return versionsOf("effects", reader, key);
    }

    /** The versions that a reader kept of a key, in the order in which it did. */
    List<Long> versions(String reader, String key) throws Exception {
        return versionsOf("notes", reader, key);
    }

    private List<Long> versionsOf(String table, String reader, String key) throws Exception {
        return database
                .query(
                        "SELECT version FROM %s WHERE reader = $1 AND key = $2 ORDER BY position"
                                .formatted(table),
                        Tuple.of(reader, key))
                .await(20, TimeUnit.SECONDS)
                .stream()
                .map(row -> row.getLong("version"))
                .toList();
    }

    long count(String sql) throws Exception {
        return database.query(sql, Tuple.tuple())
                .await(20, TimeUnit.SECONDS)
                .iterator()
                .next()
                .getLong(0);
    }

    @CanIgnoreReturnValue
    <T> T run(Supplier<Future<T>> work) throws Exception {
        return run(context, work);
    }

    private static <T> T run(Context context, Supplier<Future<T>> work) throws Exception {
        var done = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(done));
        return done.future().await(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            run(context, streams::stop);
            database.close().await(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

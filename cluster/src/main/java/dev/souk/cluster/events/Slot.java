package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.SqlFailures;
import dev.souk.cluster.sql.UniqueViolation;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * The replication slot through which the outbox's inserts leave a database: the server keeps its
 * log from the slot's place on. One connection at a time may read from it.
 */
final class Slot {

    /** What may be done with the slot. */
    enum State {
        /** There is none. */
        ABSENT,
        /** Nobody reads from it. */
        FREE,
        /** Somebody does. */
        HELD,
        /** It fell so far behind that the server gave it up. */
        LOST
    }

    /**
     * The slot at one moment.
     *
     * @param reader the server's process of whoever reads from it; 0 for nobody
     */
    record Sight(State state, int reader) {}

    static final String PUBLICATION = "souk_outbox";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int NAME_LIMIT = 63;
    private static final String IN_USE = "55006";
    private static final long MEBIBYTE = 1024L * 1024;

    private static final String LOOK =
            """
            SELECT coalesce(active_pid, 0) AS reader, coalesce(wal_status = 'lost', false) AS lost,
                greatest(0, coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0))::bigint
                    AS held_back
            FROM pg_replication_slots WHERE slot_name = $1
            """;

    /** Of the columns and rows of the whole database, these are what the slot tells. */
    private static final String PUBLISH =
            """
            CREATE PUBLICATION souk_outbox FOR TABLE outbox (shard, id, topic, key, headers, body)
            WITH (publish = 'insert')
            """;

    private static final String PUBLISHED = "SELECT 1 FROM pg_publication WHERE pubname = $1";
    private static final String CREATE = "SELECT pg_create_logical_replication_slot($1, $2)::text";
    private static final String DROP = "SELECT pg_drop_replication_slot($1)::text";

    private final Database database;
    private final String name;
    private final long alarmBytes;
    private volatile long heldBack;

    /**
     * @param alarmBytes how much of the log may be held back before {@link #check} fails
     */
    Slot(Database database, long alarmBytes) {
        this.database = database;
        this.name = nameFor(database.name());
        this.alarmBytes = alarmBytes;
    }

    String name() {
        return name;
    }

    Future<Sight> look() {
        return database.query(LOOK, Tuple.of(name))
                .map(rows -> rows.stream().findFirst())
                .map(row -> row.map(this::sight).orElseGet(this::absent));
    }

    /** Makes the slot, and before it what it tells. */
    Future<Void> create() {
        return database.query(PUBLISHED, Tuple.of(PUBLICATION))
                .compose(
                        found ->
                                found.size() > 0
                                        ? Future.succeededFuture()
                                        : unlessThere(database.query(PUBLISH, Tuple.tuple())))
                .compose(_ -> unlessThere(database.query(CREATE, Tuple.of(name, "pgoutput"))));
    }

    /** Lets the server forget its log; nothing is lost, since rows stay until they were sent. */
    Future<Void> drop() {
        return database.query(DROP, Tuple.of(name)).mapEmpty();
    }

    /** Drops the slot where nobody reads from it. */
    Future<Void> dropAbandoned() {
        return look().compose(
                        sight ->
                                switch (sight.state()) {
                                    case FREE, LOST -> drop();
                                    case ABSENT, HELD -> Future.succeededFuture();
                                });
    }

    /** Begins to read, as the only one. On the calling thread, which waits. */
    SlotStream read() throws SQLException {
        return SlotStream.open(database.replicationConnection(), name);
    }

    /** How much of the log the server keeps for the slot, in bytes, as of the last look. */
    long heldBack() {
        return heldBack;
    }

    /** Fails while too much of the log is held back. */
    Future<Void> check() {
        return heldBack <= alarmBytes
                ? Future.succeededFuture()
                : Future.failedFuture(
                        ServiceFailure.unavailable(
                                "The replication slot holds back %d MiB of the log"
                                        .formatted(heldBack / MEBIBYTE),
                                RETRY_AFTER));
    }

    /** Whether another one reads from the slot. */
    static boolean isTaken(Throwable failure) {
        return failure instanceof SQLException refused && IN_USE.equals(refused.getSQLState());
    }

    /** Two nodes may have made it at once. */
    private static <T> Future<Void> unlessThere(Future<T> made) {
        return made.<Void>mapEmpty()
                .recover(
                        failure ->
                                failure instanceof UniqueViolation
                                                || SqlFailures.saysThatItExists(failure)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(failure));
    }

    private Sight absent() {
        heldBack = 0;
        return new Sight(State.ABSENT, 0);
    }

    private Sight sight(Row row) {
        heldBack = row.getLong("held_back");
        var reader = row.getInteger("reader");
        if (row.getBoolean("lost")) {
            return new Sight(State.LOST, 0);
        }
        return new Sight(reader == 0 ? State.FREE : State.HELD, reader);
    }

    /** Slots of all databases of a server share one space of names. */
    private static String nameFor(String database) {
        var plain = "souk_outbox_" + database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return plain.substring(0, Math.min(NAME_LIMIT, plain.length()));
    }
}

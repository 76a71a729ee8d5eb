package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

final class ReplicationRelayIT extends RelayContract {

    private static final String NOWHERE = "127.0.0.1:1";
    private static final String SLOTS =
            "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()";

    private static final String WAITING_FOR_STANDBY =
            "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event = 'SyncRep'";

    ReplicationRelayIT() {
        super(RelayMode.CDC);
    }

    @Test
    void losesNothingWhenTheModeIsChangedToAndFro() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        write(url, name, RelayMode.POLL, 1, 5);
        try (var replicating = start(url, name)) {
            replicating.streams().owns(Topic.keptByTime(name));
            append(replicating, name, 6, 10);
            holds(name, 10);
        }
        write(url, name, RelayMode.CDC, 11, 15);
        var bootstrap = TestServers.kafkaBootstrap();
        try (var polling = start(url, TestService.events(name, bootstrap, RelayMode.POLL))) {
            append(polling, name, 16, 20);
            holds(name, 20);
            Eventually.holds("nobody's slot is dropped", () -> polling.count(SLOTS) == 0);
        }
    }

    @Test
    void losesNothingWhileBothModesRunBesideEachOther() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        var bootstrap = TestServers.kafkaBootstrap();
        try (var polling = start(url, TestService.events(name, bootstrap, RelayMode.POLL))) {
            polling.streams().owns(Topic.keptByTime(name));
            append(polling, name, 1, 10);
            try (var replicating = start(url, name)) {
                append(replicating, name, 11, 30);
                append(polling, name, 31, 40);
                holds(name, 40);
            }
            append(polling, name, 41, 50);
            holds(name, 50);
        }
    }

    @Test
    void makesALostSlotAnewAndSendsWhatTheTableHolds() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        try (var service = start(url, name)) {
            service.streams().owns(Topic.keptByTime(name));
            append(service, name, 1, 5);
            holds(name, 5);
        }
        write(url, name, RelayMode.CDC, 6, 10);
        Eventually.holds("the server gives the slot up", () -> isLost(url));
        try (var service = start(url, name)) {
            append(service, name, 11, 15);
            holds(name, 15);
            assertThat(service.count(SLOTS + " AND wal_status = 'reserved'")).isOne();
        }
    }

    /** A commit that waits for a standby is in the log, and no other transaction sees it. */
    @Test
    void leavesNothingBehindThatTheLogToldBeforeItWasVisible() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        superuser("ALTER DATABASE %s SET synchronous_commit = local".formatted(database(url)));
        try (var service = start(url, name)) {
            service.streams().owns(Topic.keptByTime(name));
            append(service, name, 1, 1);
            holds(name, 1);
            superuser("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            superuser("SELECT pg_reload_conf()");
            Future<Void> waiting;
            try {
                var next = 2;
                waiting = appendAndAwaitStandby(service, name, next);
                while (!isWaiting(service, waiting)) {
                    // The server's processes hear of the new setting one by one.
                    holds(name, next++);
                    waiting = appendAndAwaitStandby(service, name, next);
                }
                holds(name, next);
                assertThat(waiting.isComplete()).isFalse();
            } finally {
                superuser("ALTER SYSTEM RESET synchronous_standby_names");
                superuser("SELECT pg_reload_conf()");
            }
            waiting.await(20, TimeUnit.SECONDS);
            Eventually.holds(
                    "the outbox is empty", () -> service.count("SELECT count(*) FROM outbox") == 0);
        }
    }

    @Test
    void alarmsWhenTheSlotHoldsBackTooMuch() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        try (var stuck = start(url, TestService.events(name, NOWHERE, RelayMode.CDC))) {
            Eventually.holds("the slot is made", () -> stuck.count(SLOTS) == 1);
            append(stuck, name, 1, 2);
            Eventually.holds(
                    "too much is held back",
                    () -> {
                        fill();
                        return stuck.run(() -> failed(stuck.streams().checkSlot()));
                    });
        }
        try (var service = start(url, name)) {
            service.streams().owns(Topic.keptByTime(name));
            holds(name, 2);
            Eventually.holds(
                    "the log is let go",
                    () -> {
                        superuser("CHECKPOINT");
                        return !service.run(() -> failed(service.streams().checkSlot()));
                    });
        }
    }

    /** Leaves rows that no relay can send. */
    private static void write(String url, String name, RelayMode mode, long first, long last)
            throws Exception {
        try (var service = start(url, TestService.events(name, NOWHERE, mode))) {
            append(service, name, first, last);
            assertThat(service.count("SELECT count(*) FROM outbox"))
                    .isGreaterThanOrEqualTo(KEYS.size());
        }
    }

    private static Future<Void> appendAndAwaitStandby(
            TestService service, String name, int number) {
        return service.database()
                .transaction(
                        tx ->
                                tx.query("SET LOCAL synchronous_commit = on")
                                        .execute()
                                        .compose(_ -> append(tx, service, name, number)));
    }

    private static Future<Void> append(
            SqlConnection tx, TestService service, String name, int number) {
        return service.streams().outbox().append(tx, Topic.keptByTime(name), events(number));
    }

    /** Whether a commit waits for a standby, once it does that or is done. */
    private static boolean isWaiting(TestService service, Future<Void> commit) throws Exception {
        while (!commit.isComplete()) {
            if (service.count(WAITING_FOR_STANDBY) > 0) {
                return true;
            }
        }
        return false;
    }

    private static Future<Boolean> failed(Future<Void> future) {
        return future.transform(done -> Future.succeededFuture(done.failed()));
    }

    private static boolean isLost(String url) throws SQLException {
        fill();
        try (var superuser = TestServers.superuser();
                var query =
                        superuser.prepareStatement(
                                "SELECT 1 FROM pg_replication_slots"
                                        + " WHERE database = ? AND wal_status = 'lost'")) {
            query.setString(1, database(url));
            return query.executeQuery().next();
        }
    }

    /** A segment of the log, which costs no more than its file. */
    private static void fill() throws SQLException {
        superuser("SELECT pg_logical_emit_message(false, 'fill', 'x')");
        superuser("SELECT pg_switch_wal()");
        superuser("CHECKPOINT");
    }

    private static void superuser(String sql) throws SQLException {
        try (var superuser = TestServers.superuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String database(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}

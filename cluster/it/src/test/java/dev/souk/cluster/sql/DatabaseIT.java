package dev.souk.cluster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class DatabaseIT {

    private static final String INSERT =
            "INSERT INTO notes (reader, key, version, text) VALUES ('r', $1, $2, 't')";

    private static Vertx vertx;
    private static DatabaseConfig config;
    private static Database database;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        config =
                new DatabaseConfig(
                        TestServers.newDatabase(), 4, "database-it", Duration.ofSeconds(2), true);
        database =
                Database.open(vertx, config, "db/cluster", "db/test").await(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void looksNoCloserAtASchemaThatHasItsMigrations() throws Exception {
        await(database.query("ALTER TABLE flyway_schema_history RENAME TO away", Tuple.tuple()));
        try {
            var again = await(Database.open(vertx, config, "db/cluster", "db/test"));
            await(again.close());
        } finally {
            await(
                    database.query(
                            "ALTER TABLE away RENAME TO flyway_schema_history", Tuple.tuple()));
        }
        assertThat(count("any")).isZero();
    }

    @Test
    void waitsForAServerThatDoesNotAnswerYet() throws Exception {
        TestServers.postgres().freeze();
        Future<Database> opening;
        try {
            opening = Database.open(vertx, config, "db/cluster", "db/test");
            var late = Database.connect(vertx, config);
            assertThatThrownBy(() -> await(late.query("SELECT 1", Tuple.tuple())))
                    .isInstanceOf(ServiceFailure.class);
            assertThat(opening.isComplete()).isFalse();
        } finally {
            TestServers.postgres().thaw();
        }
        await(await(opening).close());
    }

    @Test
    void commitsWhatSucceeds() throws Exception {
        await(database.transaction(tx -> insert(tx, "commits", 1)));
        assertThat(count("commits")).isEqualTo(1);
    }

    @Test
    void rollsBackWhatFailsAndKeepsTheFailure() {
        var failure = ServiceFailure.of(Reason.CONFLICT, "no");
        assertThatThrownBy(
                        () ->
                                await(
                                        database.transaction(
                                                tx ->
                                                        insert(tx, "fails", 1)
                                                                .compose(
                                                                        _ ->
                                                                                Future
                                                                                        .<Void>
                                                                                                failedFuture(
                                                                                                        failure)))))
                .isSameAs(failure);
        assertThat(count("fails")).isZero();
    }

    @Test
    void rollsBackWhenTheWorkThrows() {
        assertThatThrownBy(
                        () ->
                                await(
                                        database.<Void>transaction(
                                                _ -> {
                                                    throw new IllegalStateException("defect");
                                                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count("any")).isZero();
    }

    @Test
    void namesTheConstraintThatARowBreaks() throws Exception {
        await(database.transaction(tx -> insert(tx, "unique", 1)));
        assertThatThrownBy(() -> await(database.transaction(tx -> insert(tx, "unique", 1))))
                .isInstanceOfSatisfying(
                        UniqueViolation.class,
                        violation -> assertThat(violation.constraint()).isEqualTo("notes_once"));
    }

    @Test
    void runsATransactionAgainThatTheServerBrokeOff() throws Exception {
        await(database.transaction(tx -> insert(tx, "a", 1).compose(_ -> insert(tx, "b", 1))));
        var attempts = new AtomicInteger();
        var first = Promise.<Void>promise();
        var second = Promise.<Void>promise();
        var one = database.transaction(tx -> lockBoth(tx, "a", "b", first, second, attempts));
        var other = database.transaction(tx -> lockBoth(tx, "b", "a", second, first, attempts));
        await(Future.all(one, other));
        assertThat(attempts).hasValueGreaterThan(2);
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        assertThatThrownBy(() -> await(database.query("SELECT pg_sleep(20)", Tuple.tuple())))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
    }

    @Test
    void isUnavailableOnAConnectionThatTheServerHasClosed() {
        assertThatThrownBy(
                        () ->
                                await(
                                        database.transaction(
                                                tx ->
                                                        closedByTheServer(tx)
                                                                .compose(
                                                                        _ ->
                                                                                insert(
                                                                                        tx,
                                                                                        "closed",
                                                                                        1)))))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
        // The pool drops the connection just after the connection's own close handler has run.
        Eventually.holds("the pool has a live one", () -> database.check().await() == null);
        assertThat(count("closed")).isZero();
    }

    @Test
    void isUnavailableWhileTheServerIsAwayAndHealsByItself() throws Exception {
        await(database.check());
        TestServers.postgres().kill();
        try {
            assertThatThrownBy(() -> await(database.check()))
                    .isInstanceOfSatisfying(
                            ServiceFailure.class,
                            failure -> {
                                assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
                                assertThat(failure.retryAfter()).isPresent();
                            });
        } finally {
            TestServers.postgres().restart();
        }
        Eventually.holds("the database answers again", () -> database.check().await() == null);
    }

    private static Future<Void> closedByTheServer(SqlConnection tx) {
        var closed = Promise.<Void>promise();
        tx.closeHandler(closed::complete);
        return tx.query("SELECT pg_backend_pid()")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .compose(
                        process ->
                                database.query(
                                        "SELECT pg_terminate_backend($1)", Tuple.of(process)))
                .compose(_ -> closed.future());
    }

    /** Takes one row, waits until the other transaction has the other one, then asks for that. */
    private static Future<Void> lockBoth(
            SqlConnection tx,
            String mine,
            String others,
            Promise<Void> iHold,
            Promise<Void> otherHolds,
            AtomicInteger attempts) {
        attempts.incrementAndGet();
        return lock(tx, mine)
                .onSuccess(_ -> iHold.tryComplete())
                .compose(_ -> otherHolds.future())
                .compose(_ -> lock(tx, others));
    }

    private static Future<Void> lock(SqlConnection tx, String key) {
        return tx.preparedQuery("SELECT 1 FROM notes WHERE key = $1 FOR UPDATE")
                .execute(Tuple.of(key))
                .mapEmpty();
    }

    private static Future<Void> insert(SqlConnection tx, String key, long version) {
        return tx.preparedQuery(INSERT).execute(Tuple.of(key, version)).mapEmpty();
    }

    private static long count(String key) {
        return database.query("SELECT count(*) FROM notes WHERE key = $1", Tuple.of(key))
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}

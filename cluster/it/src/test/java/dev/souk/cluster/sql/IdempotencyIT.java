package dev.souk.cluster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Idempotency.Claim;
import dev.souk.cluster.sql.Idempotency.Outcome;
import dev.souk.cluster.sql.Idempotency.Scope;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

final class IdempotencyIT {

    private static final Buffer BODY = Buffer.buffer("{\"a\":1}");

    private static Vertx vertx;
    private static DatabaseConfig config;
    private static Database database;
    private static Idempotency idempotency;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        config = DatabaseConfig.of(TestServers.newDatabase(), 8, "idempotency-it");
        database =
                Database.open(vertx, config, "db/cluster", "db/test").await(60, TimeUnit.SECONDS);
        idempotency = new Idempotency(database);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void doesTheWorkOfEqualRequestsAtOnceOnlyOnce() throws Exception {
        var runs = new AtomicInteger();
        var outcomes =
                IntStream.range(0, 6)
                        .mapToObj(_ -> once("at-once", own -> note(own, "at-once", runs)))
                        .toList();
        await(Future.all(outcomes));
        assertThat(runs).hasValue(1);
        assertThat(outcomes).filteredOn(outcome -> !outcome.result().replayed()).hasSize(1);
        assertThat(outcomes)
                .allSatisfy(
                        outcome ->
                                assertThat(outcome.result().answer()).isEqualTo(answer(201, "1")));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() throws Exception {
        await(once("reused", own -> note(own, "reused", new AtomicInteger())));
        assertThatThrownBy(
                        () ->
                                await(
                                        idempotency.once(
                                                scope("reused"),
                                                Buffer.buffer("{\"a\":2}"),
                                                own -> note(own, "reused", new AtomicInteger()),
                                                IdempotencyIT::problem)))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("idempotency-key-reused"));
    }

    @Test
    void freesTheKeyAndUndoesTheWorkAfterAnAnswerThatIsNotKept() throws Exception {
        var runs = new AtomicInteger();
        var first =
                await(once("freed", own -> note(own, "freed", runs).map(_ -> answer(409, "no"))));
        var second = await(once("freed", own -> note(own, "freed", runs)));
        assertThat(first).isEqualTo(new Outcome(answer(409, "no"), false));
        assertThat(second.replayed()).isFalse();
        assertThat(runs).hasValue(2);
        assertThat(notes("freed")).isEqualTo(1);
    }

    @Test
    void freesTheKeyAfterAFault() throws Exception {
        assertThatThrownBy(
                        () ->
                                await(
                                        once(
                                                "fault",
                                                _ ->
                                                        Future.failedFuture(
                                                                ServiceFailure.of(
                                                                        Reason.UNAVAILABLE,
                                                                        "away")))))
                .isInstanceOf(ServiceFailure.class);
        assertThat(await(once("fault", own -> note(own, "fault", new AtomicInteger()))).replayed())
                .isFalse();
    }

    @Test
    void keepsARefusalByRuleAndUndoesItsWork() throws Exception {
        var runs = new AtomicInteger();
        Function<Database, Future<StoredAnswer>> refused =
                own ->
                        note(own, "refused", runs)
                                .compose(
                                        _ ->
                                                Future.failedFuture(
                                                        ServiceFailure.of(
                                                                Reason.REFUSED,
                                                                "short",
                                                                "Too few")));
        assertThat(await(once("refused", refused)).replayed()).isFalse();
        var again = await(once("refused", refused));
        assertThat(again).isEqualTo(new Outcome(answer(422, "short"), true));
        assertThat(runs).hasValue(1);
        assertThat(notes("refused")).isZero();
    }

    @Test
    void showsTheWorkToOthersOnlyWithItsKey() throws Exception {
        var outcome =
                await(
                        once(
                                "hidden",
                                own ->
                                        note(own, "hidden", new AtomicInteger())
                                                .compose(_ -> seenBy(own, "hidden"))
                                                .map(text -> answer(201, text))));

        assertThat(outcome.answer()).isEqualTo(answer(201, "1 inside, 0 outside"));
        assertThat(notes("hidden")).isEqualTo(1);
    }

    private static Future<String> seenBy(Database own, String key) {
        return Future.all(counted(own, key), counted(database, key))
                .map(both -> both.resultAt(0) + " inside, " + both.resultAt(1) + " outside");
    }

    @Test
    void undoesTheWorkOfANodeThatDiesBeforeItsKeyIsWritten() throws Exception {
        var runs = new AtomicInteger();
        Function<Database, Future<StoredAnswer>> cutOff =
                own -> note(own, "cut", runs).compose(noted -> die(own).map(noted));
        var doomed = Database.connect(vertx, config);
        var attempt =
                new Idempotency(doomed).once(scope("cut"), BODY, cutOff, IdempotencyIT::problem);

        assertThatThrownBy(() -> await(attempt)).isInstanceOf(ServiceFailure.class);
        assertThat(notes("cut")).isZero();
        assertThat(await(once("cut", own -> note(own, "cut", runs))).replayed()).isFalse();
        assertThat(notes("cut")).isEqualTo(1);
    }

    private static Future<?> die(Database own) {
        return own.query("SELECT pg_terminate_backend(pg_backend_pid())", Tuple.tuple());
    }

    @Test
    void givesAClaimToOneAndTheFirstRecordedAnswerToAll() throws Exception {
        assertThat(claim("order-1")).isInstanceOf(Claim.Won.class);
        assertThat(claim("order-2")).isEqualTo(new Claim.Held("order-1", Optional.empty()));
        var first = await(idempotency.settle(scope("claim"), answer(201, "first")));
        var second = await(idempotency.settle(scope("claim"), answer(202, "second")));
        assertThat(first).isEqualTo(answer(201, "first"));
        assertThat(second).isEqualTo(first);
        assertThat(claim("order-3")).isEqualTo(new Claim.Held("order-1", Optional.of(first)));
    }

    @Test
    void givesAKeyAwayWhenItIsADayOld() throws Exception {
        await(once("old", own -> note(own, "old", new AtomicInteger())));
        await(
                database.query(
                        "UPDATE idempotency SET created_at = now() - interval '25 h' WHERE key ="
                                + " $1",
                        Tuple.of("old")));
        assertThat(await(once("old", _ -> Future.succeededFuture(answer(200, "new")))))
                .isEqualTo(new Outcome(answer(200, "new"), false));
    }

    private static Claim claim(String resource) throws Exception {
        return await(
                database.transaction(tx -> idempotency.claim(tx, scope("claim"), BODY, resource)));
    }

    private static Future<Outcome> once(String key, Function<Database, Future<StoredAnswer>> work) {
        return idempotency.once(scope(key), BODY, work, IdempotencyIT::problem);
    }

    private static Future<StoredAnswer> note(Database own, String key, AtomicInteger runs) {
        return own.transaction(
                        tx ->
                                tx.preparedQuery(
                                                "INSERT INTO notes (reader, key, version, text)"
                                                        + " VALUES ('i', $1, $2, 't')")
                                        .execute(Tuple.of(key, runs.incrementAndGet())))
                .map(_ -> answer(201, Integer.toString(runs.get())));
    }

    private static long notes(String key) throws Exception {
        return await(counted(database, key));
    }

    private static Future<Long> counted(Database seen, String key) {
        return seen.query("SELECT count(*) FROM notes WHERE key = $1", Tuple.of(key))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static StoredAnswer answer(int status, String text) {
        return new StoredAnswer(status, Map.of("content-type", "text/plain"), Buffer.buffer(text));
    }

    private static StoredAnswer problem(ServiceFailure failure) {
        return answer(failure.reason().status(), failure.code());
    }

    private static Scope scope(String key) {
        return new Scope("user-1", "POST", "/v1/things", key);
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}

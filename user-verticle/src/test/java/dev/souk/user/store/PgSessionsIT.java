package dev.souk.user.store;

import static dev.souk.user.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.security.RevocationStore;
import dev.souk.user.app.Sessions.Opening;
import dev.souk.user.app.Sessions.Refreshed;
import dev.souk.user.app.Sessions.Successor;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Account.Status;
import dev.souk.user.domain.Session;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgSessionsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(30);

    @SuppressWarnings("NullAway.Init")
    private StoreFixture users;

    @SuppressWarnings("NullAway.Init")
    private PgSessions sessions;

    @BeforeAll
    void open() {
        users = new StoreFixture();
        sessions = new PgSessions(users.database);
    }

    @AfterAll
    void close() {
        users.close();
    }

    @Test
    void opensASessionThatIsListed() {
        var account = users.registered("open@example.test");

        var id = begin(account, "open-1");

        assertThat(await(sessions.list(account.id(), null, 9)))
                .singleElement()
                .satisfies(
                        session -> {
                            assertThat(session.id()).isEqualTo(id);
                            assertThat(session.address()).isEqualTo("192.0.2.7");
                            assertThat(session.expiresAt())
                                    .as("by the database's clock, which is read for each anew")
                                    .isCloseTo(
                                            session.createdAt().plus(LIFETIME),
                                            within(1, ChronoUnit.MINUTES));
                        });
    }

    @Test
    void opensNoneWhereTheAccountChangedSinceItsPasswordWasSeen() {
        var account = users.registered("changed@example.test");
        var kept = new UUID(0, 0);
        await(users.accounts.change(account.id(), one -> one.withPassword("other", kept, NOW)));

        assertThat(await(sessions.open(opening(account), "changed-1"))).isFalse();
        assertThat(await(sessions.list(account.id(), null, 9))).isEmpty();
    }

    @Test
    void givesManyAtOnceTheSameSuccessor() {
        var account = users.registered("many@example.test");
        var id = begin(account, "many-1");
        var attempts =
                IntStream.range(0, 10)
                        .mapToObj(i -> sessions.refresh("many-1", successor("many-2-" + i)))
                        .toList();

        assertThat(await(Future.all(attempts)).succeeded()).isTrue();

        var outcomes = attempts.stream().map(Future::result).toList();
        assertThat(outcomes.stream().filter(Refreshed.Rotated.class::isInstance))
                .containsExactly(new Refreshed.Rotated(id, account.id()));
        assertThat(outcomes.stream().filter(Refreshed.Repeated.class::isInstance).distinct())
                .hasSize(1);
        assertThat(outcomes)
                .hasOnlyElementsOfTypes(Refreshed.Rotated.class, Refreshed.Repeated.class);
    }

    @Test
    void forgivesNoLongerThanTheGrace() {
        var account = users.registered("grace@example.test");
        begin(account, "grace-1");
        await(sessions.refresh("grace-1", successor("grace-2")));
        users.sql(
                "UPDATE refresh_tokens SET spent_at = spent_at - interval '31 s'"
                        + " WHERE token_hash = 'grace-1'");

        assertThat(await(sessions.refresh("grace-1", successor("grace-3"))))
                .isEqualTo(new Refreshed.Reused());
        assertThat(await(sessions.refresh("grace-2", successor("grace-4"))))
                .isEqualTo(new Refreshed.Refused());
        assertThat(await(sessions.list(account.id(), null, 9))).isEmpty();
    }

    @Test
    void seesThatTheSuccessorIsSpent() {
        var account = users.registered("spent@example.test");
        begin(account, "spent-1");
        await(sessions.refresh("spent-1", successor("spent-2")));
        await(sessions.refresh("spent-2", successor("spent-3")));

        assertThat(await(sessions.refresh("spent-1", successor("spent-4"))))
                .isEqualTo(new Refreshed.Reused());
    }

    @Test
    void refusesATokenItNeverSaw() {
        assertThat(await(sessions.refresh("never", successor("never-2"))))
                .isEqualTo(new Refreshed.Refused());
    }

    @Test
    void endsASessionOnceAndForItsOwnerOnly() {
        var account = users.registered("end@example.test");
        var id = begin(account, "end-1");

        assertThat(await(sessions.end(UUID.randomUUID(), id))).isFalse();
        assertThat(await(sessions.end(account.id(), id))).isTrue();
        assertThat(await(sessions.end(account.id(), id))).isFalse();
        assertThat(await(sessions.refresh("end-1", successor("end-2"))))
                .isEqualTo(new Refreshed.Refused());
    }

    @Test
    void endsAllSessionsButTheOneThatChangesThePassword() {
        var account = users.registered("others@example.test");
        var kept = begin(account, "others-1");
        begin(account, "others-2");

        await(users.accounts.change(account.id(), one -> one.withPassword("new", kept, NOW)));

        assertThat(await(sessions.list(account.id(), null, 9)))
                .extracting(Session::id)
                .containsExactly(kept);
    }

    @Test
    void tellsAStoreAgainThatHasLostEverything() {
        var account = users.registered("flushed@example.test");
        var id = begin(account, "flushed-1");
        await(sessions.end(account.id(), id));
        var store = new ForgetfulStore();
        var revocation = new PgRevocation(users.database, store);
        await(revocation.announce());

        store.told.clear();
        await(revocation.restore());
        assertThat(store.told).as("nothing was lost").isEmpty();
        store.generation++;
        await(revocation.restore());

        assertThat(store.told).containsKey(id.toString());
    }

    @Test
    void announcesEveryEndAndTriesAgainWhereItCannot() {
        var account = users.registered("announce@example.test");
        var id = begin(account, "announce-1");
        await(users.accounts.change(account.id(), one -> one.withStatus(Status.BLOCKED, NOW)));
        var store = new ForgetfulStore();
        var revocation = new PgRevocation(users.database, store);

        store.away = true;
        await(revocation.announce());
        assertThat(store.told).isEmpty();
        store.away = false;
        await(revocation.announce());

        assertThat(store.told).containsKey(id.toString());
        var token = Instant.now().plus(Duration.ofMinutes(10));
        assertThat(store.told.get(id.toString())).isBetween(token, token.plusSeconds(60));
        store.told.clear();
        await(revocation.announce());
        assertThat(store.told).isEmpty();
    }

    @Test
    void sweepsWhatRanOutAndNothingElse() {
        var account = users.registered("sweep@example.test");
        begin(account, "sweep-1");
        begin(account, "sweep-2");
        users.sql(
                "UPDATE refresh_tokens SET expires_at = now() - interval '2 days'"
                        + " WHERE token_hash = 'sweep-1'");

        await(new PgHousekeeping(users.database).sweep());

        assertThat(
                        users.sql(
                                        "SELECT 1 FROM refresh_tokens WHERE token_hash IN"
                                                + " ('sweep-1', 'sweep-2')")
                                .size())
                .isEqualTo(1);
    }

    @CanIgnoreReturnValue
    private UUID begin(Account account, String token) {
        var opening = opening(account);
        assertThat(await(sessions.open(opening, token))).isTrue();
        return opening.id();
    }

    private Opening opening(Account account) {
        return new Opening(users.ids.next(), account.id(), "hash", "192.0.2.7", "curl", LIFETIME);
    }

    private static Successor successor(String hash) {
        return new Successor(hash, "sealed " + hash);
    }

    /** As Redis: it can be away, and can be another one that knows nothing. */
    private static final class ForgetfulStore implements RevocationStore {

        private final Map<String, Instant> told = new ConcurrentHashMap<>();
        private long generation = 1;
        private boolean away;

        @Override
        public Future<Long> add(String sessionId, Instant until) {
            told.put(sessionId, until);
            return generation();
        }

        @Override
        public Future<Long> generation() {
            return away
                    ? Future.failedFuture(new IllegalStateException("away"))
                    : Future.succeededFuture(generation);
        }

        @Override
        public Future<Added> since(long mark) {
            return Future.failedFuture(new UnsupportedOperationException());
        }
    }
}

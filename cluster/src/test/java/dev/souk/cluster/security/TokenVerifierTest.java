package dev.souk.cluster.security;

import static dev.souk.cluster.security.ForgedTokens.KEY;
import static dev.souk.cluster.security.ForgedTokens.NEXT;
import static dev.souk.cluster.security.ForgedTokens.START;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Ids;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class TokenVerifierTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Principal USER =
            new Principal("user-1", "session-1", Set.of("customer", "support"));

    private Instant now = START;
    private Future<String> jwks = Future.succeededFuture(Jwks.of(List.of(KEY)));
    private final AtomicInteger fetches = new AtomicInteger();
    private final TokenVerifier verifier =
            new TokenVerifier(
                    VERTX,
                    () -> {
                        fetches.incrementAndGet();
                        return jwks;
                    },
                    () -> now);

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void readsWhoShowedTheToken() throws Exception {
        var token = verify(signer(KEY).sign(USER, Duration.ofMinutes(10)));
        assertThat(token.principal()).isEqualTo(USER);
        assertThat(token.expiresAt()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void knowsATokenAgainUntilItsEnd() throws Exception {
        var token = signer(KEY).sign(USER, Duration.ofSeconds(30));
        assertThat(verify(token)).isSameAs(verify(token));
        now = START.plusSeconds(30);
        assertRefused(token);
    }

    @ParameterizedTest
    @MethodSource("dev.souk.cluster.security.ForgedTokens#all")
    void refuses(ForgedTokens.Forged forged) {
        assertRefused(forged.token());
        assertRefused(forged.token());
    }

    @Test
    void takesTheNewKeyOfARotation() throws Exception {
        var old = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(old).principal()).isEqualTo(USER);
        jwks = Future.succeededFuture(Jwks.of(List.of(KEY, NEXT)));
        now = START.plusSeconds(2);
        assertThat(verify(signer(NEXT).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        assertThat(verify(old).principal()).isEqualTo(USER);
    }

    @Test
    void dropsARemovedKeyWithinAMinute() throws Exception {
        var old = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(old).principal()).isEqualTo(USER);
        jwks = Future.succeededFuture(Jwks.of(List.of(NEXT)));
        now = START.plusSeconds(61);
        // The first token after a minute makes it ask, the next one meets the answer.
        verifier.verify(old).otherwiseEmpty().await(5, TimeUnit.SECONDS);
        assertRefused(old);
    }

    @Test
    void asksOnceASecondForUnknownKeys() throws Exception {
        assertThat(verify(signer(KEY).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        now = START.plusSeconds(10);
        for (var attempt = 0; attempt < 50; attempt++) {
            assertRefused(signer(NEXT).sign(USER, Duration.ofMinutes(10)));
        }
        assertThat(fetches).hasValue(2);
        now = START.plusSeconds(11);
        assertRefused(signer(NEXT).sign(USER, Duration.ofMinutes(10)));
        assertThat(fetches).hasValue(3);
    }

    @Test
    void saysThatItCannotKnowWithoutKeys() {
        jwks = Future.failedFuture(new IllegalStateException("away"));
        assertThat(reasonOf(signer(KEY).sign(USER, Duration.ofMinutes(1))))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void refusesEverythingWhereThereAreNoKeys() {
        jwks = Future.succeededFuture("{\"keys\":[]}");
        assertRefused(signer(KEY).sign(USER, Duration.ofMinutes(1)));
        assertRefused(ForgedTokens.unsigned());
    }

    @Test
    void goesOnWithTheKeysThatItKnowsWhileTheirSourceIsAway() throws Exception {
        assertThat(verify(signer(KEY).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        jwks = Future.failedFuture(new IllegalStateException("away"));
        now = START.plusSeconds(300);
        var later = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(later).principal()).isEqualTo(USER);
    }

    private TokenSigner signer(SigningKey key) {
        return new TokenSigner(key, () -> now, new Ids(() -> now, new Random(1)));
    }

    private VerifiedToken verify(String token) throws Exception {
        return verifier.verify(token).await(5, TimeUnit.SECONDS);
    }

    private void assertRefused(String token) {
        assertThat(reasonOf(token)).isEqualTo(Reason.UNAUTHENTICATED);
    }

    private Reason reasonOf(String token) {
        var reason = new Reason[1];
        assertThatThrownBy(() -> verify(token))
                .isInstanceOfSatisfying(
                        ServiceFailure.class, failure -> reason[0] = failure.reason());
        return reason[0];
    }
}

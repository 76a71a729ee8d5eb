package dev.souk.user.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.resilience.NanoClock;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class Argon2HashingTest {

    private final Vertx vertx = Vertx.vertx();
    private final HashPool pool = new HashPool(vertx, 2, Long.MAX_VALUE, NanoClock.SYSTEM);
    private final Argon2Hashing hashing = new Argon2Hashing(pool, new SecureRandom());

    @AfterEach
    void close() throws TimeoutException {
        pool.close();
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void knowsThePasswordOfAHash() throws TimeoutException {
        var hash = await(hashing.hash("mulberry tin drum 7"));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(await(hashing.matches("mulberry tin drum 7", Optional.of(hash)))).isTrue();
        assertThat(await(hashing.matches("mulberry tin drum 8", Optional.of(hash)))).isFalse();
    }

    @Test
    void hashesOnePasswordToTwoTexts() throws TimeoutException {
        assertThat(await(hashing.hash("mulberry tin drum 7")))
                .isNotEqualTo(await(hashing.hash("mulberry tin drum 7")));
    }

    @Test
    void takesALetterHoweverItIsComposed() throws TimeoutException {
        var hash = await(hashing.hash("caf\u00e9 au lait 7"));

        assertThat(await(hashing.matches("cafe\u0301 au lait 7", Optional.of(hash)))).isTrue();
    }

    @Test
    void verifiesWhatTheReferenceImplementationMade() throws TimeoutException {
        var hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(await(hashing.matches("password", Optional.of(hash)))).isTrue();
    }

    @Test
    void saysNoWhereThereIsNoHash() throws TimeoutException {
        assertThat(await(hashing.matches("mulberry tin drum 7", Optional.empty()))).isFalse();
    }

    @Test
    void doesNotTakeADefectForANo() {
        assertThatThrownBy(() -> await(hashing.matches("x", Optional.of("plain"))))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("plain");
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}

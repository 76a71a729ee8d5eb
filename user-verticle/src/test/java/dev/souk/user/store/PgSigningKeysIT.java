package dev.souk.user.store;

import static dev.souk.user.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.user.app.KeyKeeper;
import dev.souk.user.app.SigningKeys.Forge;
import dev.souk.user.app.StoredKey;
import dev.souk.user.domain.KeyRing;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class PgSigningKeysIT {

    private final AtomicInteger made = new AtomicInteger();
    private final Forge forge =
            from ->
                    Future.succeededFuture(
                            new StoredKey(
                                    new KeyRing.Slot("key-" + made.incrementAndGet(), from),
                                    "pem"));

    @Test
    void makesOneFirstKeyAndThenFollowsThePolicy() {
        try (var users = new StoreFixture()) {
            var keys = new PgSigningKeys(users.database);
            var nodes =
                    IntStream.range(0, 4)
                            .mapToObj(i -> keys.tend(KeyKeeper.POLICY, forge))
                            .toList();

            assertThat(await(Future.all(nodes)).succeeded()).isTrue();

            assertThat(nodes)
                    .extracting(Future::result)
                    .allMatch(ring -> kids(ring).equals(List.of("key-1")));

            age(users, "30 days");
            assertThat(kids(await(keys.tend(KeyKeeper.POLICY, forge))))
                    .containsExactly("key-1", "key-2");

            age(users, "3 hours");
            assertThat(kids(await(keys.tend(KeyKeeper.POLICY, forge)))).containsExactly("key-2");
        }
    }

    private static List<String> kids(List<StoredKey> keys) {
        return keys.stream().map(key -> key.slot().kid()).toList();
    }

    private static void age(StoreFixture users, String interval) {
        var updated =
                users.sql(
                        "UPDATE signing_keys SET signs_from = signs_from - interval '"
                                + interval
                                + "'");
        assertThat(updated.rowCount()).isPositive();
    }
}

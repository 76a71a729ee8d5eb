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

            var first = kids(nodes.getFirst().result());
            assertThat(first).hasSize(1);
            assertThat(nodes).extracting(Future::result).allMatch(ring -> kids(ring).equals(first));

            age(users, "30 days");
            var both = kids(await(keys.tend(KeyKeeper.POLICY, forge)));
            assertThat(both).hasSize(2).containsAll(first);

            age(users, "3 hours");
            assertThat(kids(await(keys.tend(KeyKeeper.POLICY, forge))))
                    .hasSize(1)
                    .doesNotContainAnyElementsOf(first)
                    .isSubsetOf(both);
        }
    }

    @Test
    void holdsNobodyUpWhileAKeyIsMade() {
        try (var users = new StoreFixture()) {
            var keys = new PgSigningKeys(users.database);
            Forge slow =
                    from ->
                            keys.tend(KeyKeeper.POLICY, forge)
                                    .map(new StoredKey(new KeyRing.Slot("late", from), "pem"));

            assertThat(kids(await(keys.tend(KeyKeeper.POLICY, slow)))).containsExactly("key-1");
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

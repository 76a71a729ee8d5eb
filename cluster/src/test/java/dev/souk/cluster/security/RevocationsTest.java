package dev.souk.cluster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class RevocationsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final MemoryStore store = new MemoryStore();
    private final Revocations here = new Revocations(store, () -> now);
    private final Revocations there = new Revocations(store, () -> now);

    /** A store that can go away. */
    private static final class MemoryStore implements RevocationStore {

        private final Map<Long, Map.Entry<String, Instant>> added = new HashMap<>();
        private boolean away;
        private int asked;

        @Override
        public Future<Long> generation() {
            return Future.succeededFuture(1L);
        }

        @Override
        public Future<Long> add(String sessionId, Instant until) {
            if (away) {
                return Future.failedFuture(new IllegalStateException("away"));
            }
            added.put(added.size() + 1L, Map.entry(sessionId, until));
            return generation();
        }

        @Override
        public Future<Added> since(long mark) {
            asked++;
            if (away) {
                return Future.failedFuture(new IllegalStateException("away"));
            }
            var news = new HashMap<String, Instant>();
            added.forEach(
                    (number, entry) -> {
                        if (number > mark) {
                            news.put(entry.getKey(), entry.getValue());
                        }
                    });
            return Future.succeededFuture(new Added(news, added.size()));
        }
    }

    @Test
    void endsASessionHereAtOnceAndThereWithTheNextRefresh() throws Exception {
        here.revoke("s1", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        assertThat(here.isRevoked("s1")).isTrue();
        assertThat(there.isRevoked("s1")).isFalse();
        there.refresh().await(5, TimeUnit.SECONDS);
        assertThat(there.isRevoked("s1")).isTrue();
        assertThat(there.isRevoked("s2")).isFalse();
    }

    @Test
    void asksBeforeItAnswersWhereItHasNotHeardForLong() throws Exception {
        there.refresh().await(5, TimeUnit.SECONDS);
        here.revoke("s1", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        now = START.plusMillis(799);
        assertThat(there.hasEnded("s1").await(5, TimeUnit.SECONDS)).isFalse();
        now = START.plusMillis(801);
        assertThat(there.hasEnded("s1").await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(there.hasEnded("s2").await(5, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void asksOnceForAllWhoWaitAndNotAgainAtOnceWhileTheStoreIsAway() throws Exception {
        store.away = true;
        for (var i = 0; i < 10; i++) {
            assertThat(there.hasEnded("s1").await(5, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(store.asked).isEqualTo(1);
        now = START.plusMillis(301);
        assertThat(there.hasEnded("s1").await(5, TimeUnit.SECONDS)).isFalse();
        assertThat(store.asked).isEqualTo(2);
    }

    @Test
    void forgetsWhatNoTokenCanName() throws Exception {
        here.revoke("s1", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        now = START.plusSeconds(601);
        here.refresh().await(5, TimeUnit.SECONDS);
        assertThat(here.isRevoked("s1")).isFalse();
        there.refresh().await(5, TimeUnit.SECONDS);
        assertThat(there.isRevoked("s1")).isFalse();
    }

    @Test
    void tellsOfEachSessionOnce() throws Exception {
        var told = new ArrayList<String>();
        var stop = there.onRevoked(told::add);
        here.revoke("s1", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        there.refresh().await(5, TimeUnit.SECONDS);
        there.refresh().await(5, TimeUnit.SECONDS);
        stop.run();
        here.revoke("s2", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        there.refresh().await(5, TimeUnit.SECONDS);
        assertThat(told).containsExactly("s1");
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheStoreIsAway() throws Exception {
        here.revoke("s1", START.plusSeconds(600)).await(5, TimeUnit.SECONDS);
        store.away = true;
        assertThatThrownBy(() -> here.refresh().await(5, TimeUnit.SECONDS))
                .hasMessageContaining("away");
        assertThat(here.isRevoked("s1")).isTrue();
        assertThatThrownBy(
                        () -> here.revoke("s2", START.plusSeconds(600)).await(5, TimeUnit.SECONDS))
                .hasMessageContaining("away");
        assertThat(here.isRevoked("s2")).isTrue();
    }
}

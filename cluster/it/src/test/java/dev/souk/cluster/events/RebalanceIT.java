package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Partitions that move between members while events come. */
final class RebalanceIT {

    private static final Topic TOPIC = Topic.keptByTime("rebalance");
    private static final String GROUP = "counter";
    private static final int LEAD = 20;
    private static final List<String> KEYS =
            IntStream.range(0, 24).mapToObj(i -> "key-" + i).toList();

    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void losesNothingAndDoublesNoEffectWhileMembersComeAndGo() throws Exception {
        var vertx = Vertx.vertx();
        var url = TestServers.newDatabase();
        try (var writer = TestService.start(vertx, url, TOPIC.name())) {
            writer.streams().owns(TOPIC);
            var load = CompletableFuture.runAsync(() -> write(writer), Thread::startVirtualThread);
            try {
                comeAndGo(vertx, url, writer);
            } finally {
                enough.set(true);
                load.get(60, TimeUnit.SECONDS);
            }
            var all = LongStream.rangeClosed(1, written.get()).boxed().toList();
            for (var key : KEYS) {
                Eventually.holds(
                        "the effects of " + key,
                        () -> writer.effects(GROUP, key).size() >= all.size());
                assertThat(writer.effects(GROUP, key)).isEqualTo(all);
            }
            assertThat(writer.count("SELECT count(*) FROM parked_events")).isZero();
        }
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Members join, leave in order, and die; each change waits until the last one has shown. */
    private void comeAndGo(Vertx vertx, String url, TestService writer) throws Exception {
        try (var first = member(vertx, url)) {
            goesOn(writer);
            try (var dying = RelayProcess.start(url, TOPIC.name(), RelayMode.POLL, GROUP)) {
                goesOn(writer);
                try (var third = member(vertx, url)) {
                    goesOn(writer);
                    first.streams().drain().await(20, TimeUnit.SECONDS);
                    goesOn(writer);
                    dying.kill();
                    goesOn(third);
                    enough.set(true);
                    drained(third);
                }
            }
        }
    }

    /** What is written from now on has its effect. */
    private void goesOn(TestService any) {
        var now = written.get() + 5;
        Eventually.holds("versions up to " + now, () -> least(any) >= now);
    }

    private void drained(TestService any) {
        Eventually.holds("all versions", () -> least(any) == written.get());
    }

    /** The version that every key has come to. */
    private static long least(TestService any) throws Exception {
        return any.count(
                """
                SELECT CASE WHEN count(*) = %d THEN min(last) ELSE 0 END
                FROM (SELECT max(version) AS last FROM effects GROUP BY key) AS lasts
                """
                        .formatted(KEYS.size()));
    }

    private static TestService member(Vertx vertx, String url) throws Exception {
        var member = TestService.start(vertx, url, TOPIC.name());
        member.read(TOPIC, GROUP, (tx, event) -> TestService.count(tx, GROUP, event));
        return member;
    }

    /** No faster than the effects follow, so that no machine is too slow for what comes. */
    private void write(TestService writer) {
        while (!enough.get()) {
            var version = written.get() + 1;
            Eventually.holds(
                    "the effects follow", () -> enough.get() || least(writer) >= version - LEAD);
            writer.append(TOPIC, events(version));
            written.set(version);
        }
    }

    private static List<Event<Note>> events(long version) {
        return KEYS.stream().map(key -> TestService.event(key, version, "v" + version)).toList();
    }
}

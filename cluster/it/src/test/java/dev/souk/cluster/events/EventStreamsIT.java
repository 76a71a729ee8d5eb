package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

final class EventStreamsIT {

    private static final AtomicInteger SERVICES = new AtomicInteger();
    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void givesEachEventItsEffectOnceAndInOrder() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.streams().owns(topic);
            service.read(topic, "reader");
            for (var version : versions(20)) {
                service.append(topic, events(List.of("a", "b", "c"), version));
            }
            for (var key : List.of("a", "b", "c")) {
                Eventually.holds(
                        "all versions of " + key,
                        () -> service.versions("reader", key).equals(versions(20)));
            }
            Eventually.holds(
                    "the outbox is empty", () -> service.count("SELECT count(*) FROM outbox") == 0);
            Eventually.holds(
                    "nothing is behind", () -> service.streams().consumerLag().containsValue(0L));
        }
    }

    @Test
    void hasNoEffectForAnEventThatComesTwice() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            var event = TestService.event("k", 1, "twice");
            service.append(topic, List.of(event))
                    .append(topic, List.of(event))
                    .append(topic, List.of(TestService.event("k", 2, "after")));
            service.read(topic, "reader");
            Eventually.holds(
                    "the event after both",
                    () -> service.versions("reader", "k").equals(List.of(1L, 2L)));
            assertThat(service.count("SELECT count(*) FROM parked_events")).isZero();
        }
    }

    @Test
    void sharesTheShardsAndKeepsTheOrderWhenNodesComeAndGo() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var url = TestServers.newDatabase();
        try (var first = TestService.start(vertx, url, name)) {
            first.read(topic, "reader");
            try (var second = TestService.start(vertx, url, name)) {
                second.read(topic, "reader");
                Eventually.holds(
                        "each node has half of the shards",
                        () ->
                                first.count(
                                                "SELECT count(DISTINCT owner) FROM outbox_shards"
                                                        + " WHERE until > now()")
                                        == 2);
                for (var version : versions(30)) {
                    second.append(topic, events(keys(8), version));
                }
            }
            for (var version : LongStream.rangeClosed(31, 40).boxed().toList()) {
                first.append(topic, events(keys(8), version));
            }
            for (var key : keys(8)) {
                Eventually.holds(
                        "all versions of " + key,
                        () -> first.versions("reader", key).equals(versions(40)));
            }
        }
    }

    @Test
    void handlesAnEventInTheTraceThatItWasWrittenIn() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Set<String> seen = new ConcurrentSkipListSet<>();
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(
                    topic,
                    "reader",
                    (tx, event) ->
                            TestService.keep(tx, "reader", event)
                                    .onSuccess(_ -> seen.add(TestService.TELEMETRY.traceId())));
            service.run(
                    () ->
                            TestService.TELEMETRY.withTrace(
                                    "00-" + trace + "-00f067aa0ba902b7-01",
                                    () ->
                                            service.database()
                                                    .transaction(
                                                            tx ->
                                                                    service.streams()
                                                                            .outbox()
                                                                            .append(
                                                                                    tx,
                                                                                    topic,
                                                                                    events(
                                                                                            List.of(
                                                                                                    "k"),
                                                                                            1L)))));
            Eventually.holds("it is kept", () -> !service.versions("reader", "k").isEmpty());
            assertThat(seen).containsExactly(trace);
        }
    }

    @Test
    void shutsOutTheFormerProducerOfAShard() throws Exception {
        var name = name();
        var settings = new KafkaSettings(new EventsConfig(name, "n", TestServers.kafkaBootstrap()));
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            var topics = new KafkaTopics(vertx, settings);
            topics.ensure(List.of(Topic.keptByTime(name))).await(20, TimeUnit.SECONDS);
            var former =
                    ShardProducer.open(vertx, settings.shardProducer(100))
                            .await(20, TimeUnit.SECONDS);
            var latter =
                    ShardProducer.open(vertx, settings.shardProducer(100))
                            .await(20, TimeUnit.SECONDS);
            var record = new OutboundRecord(name, "k", Map.of(), null);
            boolean late = failed(former.send(List.of(record))).await(20, TimeUnit.SECONDS);
            assertThat(late).isTrue();
            latter.send(List.of(record)).await(20, TimeUnit.SECONDS);
            former.close().await(5, TimeUnit.SECONDS);
            latter.close().await(5, TimeUnit.SECONDS);
            topics.close().await(5, TimeUnit.SECONDS);
            assertThat(service.streams().outboxAge()).isZero();
        }
    }

    @Test
    void letsEventsWaitWhileKafkaIsAwayAndDeliversThemWhenItIsBack() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(topic, "reader");
            service.append(topic, events(keys(3), 1L));
            Eventually.holds(
                    "the first is kept", () -> !service.versions("reader", "key-0").isEmpty());
            TestServers.kafka().kill();
            try {
                for (var version : LongStream.rangeClosed(2, 10).boxed().toList()) {
                    service.append(topic, events(keys(3), version));
                }
                Eventually.holds(
                        "the outbox ages", () -> service.streams().outboxAge().toMillis() > 500);
                boolean away = service.run(() -> failed(service.streams().check()));
                assertThat(away).isTrue();
            } finally {
                TestServers.kafka().restart();
            }
            for (var key : keys(3)) {
                Eventually.holds(
                        "all versions of " + key,
                        () -> service.versions("reader", key).equals(versions(10)));
            }
        }
    }

    @Test
    void publishesWithoutTheOutbox() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var seen = ConcurrentHashMap.<String>newKeySet();
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(
                    topic,
                    "reader",
                    (_, event) -> {
                        seen.add(event.data().text());
                        return Future.succeededFuture();
                    });
            Eventually.holds(
                    "the topic is there",
                    () -> {
                        service.run(() -> publish(service, topic, "first"));
                        return true;
                    });
            service.run(() -> publish(service, topic, "second"));
            Eventually.holds("both are read", () -> seen.containsAll(Set.of("first", "second")));
            assertThat(service.count("SELECT count(*) FROM outbox")).isZero();
        }
    }

    private static Future<Boolean> failed(Future<Void> future) {
        return future.transform(done -> Future.succeededFuture(done.failed()));
    }

    private static Future<Void> publish(TestService service, Topic topic, String text) {
        return service.streams().publish(topic, "session", TestService.event("session", 1, text));
    }

    private static List<Event<Note>> events(List<String> keys, long version) {
        return keys.stream().map(key -> TestService.event(key, version, "v" + version)).toList();
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
    }

    private static List<Long> versions(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static String name() {
        return "notes-" + SERVICES.incrementAndGet();
    }
}

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void parksAPoisonousEventWithItsKeyAndNothingElse() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var healed = new AtomicBoolean();
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(
                    topic,
                    "reader",
                    (tx, event) ->
                            event.data().text().equals("poison") && !healed.get()
                                    ? Future.failedFuture(new IllegalStateException("poison"))
                                    : TestService.keep(tx, "reader", event));
            service.append(topic, List.of(TestService.event("bad", 1, "fine")))
                    .append(topic, List.of(TestService.event("bad", 2, "poison")))
                    .append(topic, List.of(TestService.event("bad", 3, "behind")))
                    .append(topic, List.of(TestService.event("good", 1, "fine")));
            Eventually.holds(
                    "both are parked",
                    () -> service.count("SELECT count(*) FROM parked_events") == 2);
            assertThat(service.versions("reader", "good")).containsExactly(1L);
            assertThat(service.versions("reader", "bad")).containsExactly(1L);

            var letters = service.run(() -> letters(service));
            assertThat(letters)
                    .extracting(DeadLetter::key, DeadLetter::attempts)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("bad", 5),
                            org.assertj.core.groups.Tuple.tuple("bad", 0));
            var id = letters.getLast().id();
            boolean stillPoisonous = service.run(() -> service.streams().deadLetters().replay(id));
            assertThat(stillPoisonous).isFalse();
            healed.set(true);
            boolean free = service.run(() -> service.streams().deadLetters().replay(id));
            assertThat(free).as("%s", service.run(() -> letters(service))).isTrue();
            service.append(topic, List.of(TestService.event("bad", 4, "after")));
            Eventually.holds(
                    "the key flows again",
                    () -> service.versions("reader", "bad").equals(versions(4)));
            assertThat(service.count("SELECT count(*) FROM parked_keys")).isZero();
        }
    }

    @Test
    void parksARecordThatIsNoEvent() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(topic, "reader");
            service.append(topic, List.of(TestService.event("other", 1, "fine")));
            Eventually.holds(
                    "the topic is read", () -> !service.versions("reader", "other").isEmpty());
            sendRaw(name, "odd", "{}");
            Eventually.holds(
                    "it is parked",
                    () ->
                            service.count("SELECT count(*) FROM parked_events WHERE key = 'odd'")
                                    == 1);
        }
    }

    @Test
    void goesOnTryingWhatIsOnlyAway() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var attempts = new AtomicInteger();
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(
                    topic,
                    "reader",
                    (tx, event) ->
                            attempts.incrementAndGet() < 8
                                    ? Future.failedFuture(
                                            dev.souk.contract.ServiceFailure.unavailable(
                                                    "away", java.time.Duration.ofSeconds(1)))
                                    : TestService.keep(tx, "reader", event));
            service.append(topic, List.of(TestService.event("k", 1, "patient")));
            Eventually.holds("it is kept", () -> !service.versions("reader", "k").isEmpty());
            assertThat(attempts).hasValue(8);
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

    private static Future<List<DeadLetter>> letters(TestService service) {
        return service.streams().deadLetters().list(Optional.empty(), 0, 10);
    }

    private static void sendRaw(String topic, String key, String body) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", TestServers.kafkaBootstrap());
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var sent = producer.send(new ProducerRecord<>(topic, key, body));
            assertThat(sent.get(20, TimeUnit.SECONDS).topic()).isEqualTo(topic);
        }
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

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What holds of a relay, however it comes by the outbox's rows. */
abstract class RelayContract {

    static final List<String> KEYS = IntStream.range(0, 12).mapToObj(i -> "key-" + i).toList();

    private static final AtomicInteger SERVICES = new AtomicInteger();
    private static Vertx vertx;

    private final RelayMode mode;

    RelayContract(RelayMode mode) {
        this.mode = mode;
    }

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void losesNothingAndKeepsTheOrderWhenNodesComeAndGo() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        try (var first = start(url, name)) {
            first.streams().owns(Topic.keptByTime(name));
            append(first, name, 1, 20);
            try (var second = start(url, name)) {
                append(second, name, 21, 40);
                append(first, name, 41, 50);
            }
            append(first, name, 51, 60);
            holds(name, 60);
            Eventually.holds(
                    "the outbox is empty", () -> first.count("SELECT count(*) FROM outbox") == 0);
        }
    }

    @Test
    void followsANodeThatFreezesAndOneThatDies() throws Exception {
        var name = name();
        var url = TestServers.newReplicatedDatabase();
        try (var other = RelayProcess.start(url, name, mode)) {
            try (var first = start(url, name)) {
                first.streams().owns(Topic.keptByTime(name));
                append(first, name, 1, 10);
                holds(name, 10);
                other.freeze();
                append(first, name, 11, 20);
                holds(name, 20);
                other.thaw();
                append(first, name, 21, 25);
            }
            try (var second = start(url, name)) {
                append(second, name, 26, 30);
                other.kill();
                append(second, name, 31, 40);
                holds(name, 40);
            }
        }
    }

    @Test
    void givesEachEventOneEffectThoughKafkaStopsAnswering() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        try (var service = start(TestServers.newReplicatedDatabase(), name)) {
            service.read(topic, "reader", (tx, event) -> TestService.count(tx, "reader", event));
            append(service, name, 1, 1);
            holds(name, 1);
            TestServers.kafka().freeze();
            try {
                append(service, name, 2, 10);
                Eventually.holds(
                        "a producer has given up",
                        () -> service.streams().outboxAge().toMillis() > 6_500);
            } finally {
                TestServers.kafka().thaw();
            }
            append(service, name, 11, 12);
            holds(name, 12);
            for (var key : KEYS) {
                Eventually.holds(
                        "the effects of " + key,
                        () -> service.effects("reader", key).equals(versions(12)));
            }
            assertThat(service.count("SELECT count(*) FROM parked_events")).isZero();
        }
    }

    final TestService start(String url, String service) throws Exception {
        return start(url, TestService.events(service, TestServers.kafkaBootstrap(), mode));
    }

    static TestService start(String url, EventsConfig events) throws Exception {
        return TestService.start(vertx, url, events);
    }

    /** Appends versions of each key. */
    static void append(TestService service, String name, long first, long last) {
        for (var version : LongStream.rangeClosed(first, last).boxed().toList()) {
            service.append(Topic.keptByTime(name), events(version));
        }
    }

    /** Waits until the topic holds as many versions of each key, each after the one before. */
    static void holds(String topic, long last) {
        Map<String, List<Long>> all =
                KEYS.stream().collect(Collectors.toMap(Function.identity(), _ -> versions(last)));
        Eventually.holds(
                "all versions are in the topic",
                () ->
                        TopicLog.firstOccurrences(topic).values().stream()
                                        .mapToLong(List::size)
                                        .sum()
                                >= KEYS.size() * last);
        assertThat(TopicLog.firstOccurrences(topic)).isEqualTo(all);
    }

    static String name() {
        return "relay-" + SERVICES.incrementAndGet();
    }

    static List<Event<Note>> events(long version) {
        return KEYS.stream().map(key -> TestService.event(key, version, "v" + version)).toList();
    }

    private static List<Long> versions(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}

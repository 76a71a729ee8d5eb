package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.ServiceFailure;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final class ParkingIT {

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
                    .containsExactly(Tuple.tuple("bad", 5), Tuple.tuple("bad", 0));
            var id = letters.getLast().id();
            boolean stillPoisonous = service.run(() -> service.streams().deadLetters().replay(id));
            assertThat(stillPoisonous).isFalse();
            healed.set(true);
            boolean free = service.run(() -> service.streams().deadLetters().replay(id));
            assertThat(free).as("%s", service.run(() -> letters(service))).isTrue();
            service.append(topic, List.of(TestService.event("bad", 4, "after")));
            Eventually.holds(
                    "the key flows again",
                    () -> service.versions("reader", "bad").equals(List.of(1L, 2L, 3L, 4L)));
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
                                            ServiceFailure.unavailable(
                                                    "away", Duration.ofSeconds(1)))
                                    : TestService.keep(tx, "reader", event));
            service.append(topic, List.of(TestService.event("k", 1, "patient")));
            Eventually.holds("it is kept", () -> !service.versions("reader", "k").isEmpty());
            assertThat(attempts).hasValue(8);
        }
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

    private static String name() {
        return "parking-" + SERVICES.incrementAndGet();
    }
}

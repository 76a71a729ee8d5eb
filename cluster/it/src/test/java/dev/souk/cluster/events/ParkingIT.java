package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
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
import java.util.stream.IntStream;

final class ParkingIT {

    private static final int GOOD_KEYS = 40;
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
                    .append(topic, good());
            Eventually.holds(
                    "both are parked",
                    () -> service.count("SELECT count(*) FROM parked_events") == 2);
            Eventually.holds(
                    "all others are handled",
                    () ->
                            service.count("SELECT count(*) FROM notes WHERE key LIKE 'good-%'")
                                    == GOOD_KEYS);
            assertThat(service.versions("reader", "bad")).containsExactly(1L);

            var letters = service.run(() -> letters(service));
            assertThat(letters)
                    .extracting(DeadLetter::key, DeadLetter::attempts)
                    .containsExactly(Tuple.tuple("bad", 5), Tuple.tuple("bad", 0));
            var page = service.run(() -> letters(service, letters.getFirst().position()));
            assertThat(page).containsExactly(letters.getLast());
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
    void leavesTheKeyOfAnEventFreeThatAnotherMemberHandledMeanwhile() throws Exception {
        var name = name();
        var record = new InboundRecord(name, "moved", name + "/0/1", Map.of(), null);
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            var seen = io.vertx.sqlclient.Tuple.of("reader", record.id());
            service.run(
                    () ->
                            service.database()
                                    .query(
                                            "INSERT INTO inbox (consumer, event_id) VALUES ($1,"
                                                    + " $2)",
                                            seen));
            var failure = new IllegalStateException("only here");
            service.run(() -> new Parked(service.database()).park("reader", record, failure, 5));

            assertThat(service.count("SELECT count(*) FROM parked_events")).isZero();
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

    @Test
    void freesOneKeyAndLeavesTheOthersParked() throws Exception {
        var name = name();
        var topic = Topic.keptByTime(name);
        var healed = new AtomicBoolean();
        try (var service = TestService.start(vertx, TestServers.newDatabase(), name)) {
            service.read(
                    topic,
                    "reader",
                    (tx, event) ->
                            healed.get()
                                    ? TestService.keep(tx, "reader", event)
                                    : Future.failedFuture(new IllegalStateException("ill")));
            service.append(
                    topic,
                    List.of(TestService.event("a", 1, "one"), TestService.event("b", 1, "two")));
            Eventually.holds(
                    "both keys are parked",
                    () -> service.count("SELECT count(*) FROM parked_keys") == 2);
            healed.set(true);
            var letters = service.run(() -> letters(service));
            var ofA = letters.stream().filter(letter -> letter.key().equals("a")).findFirst();
            boolean free =
                    service.run(() -> service.streams().deadLetters().replay(ofA.get().id()));

            assertThat(free).isTrue();
            assertThat(service.versions("reader", "a")).containsExactly(1L);
            assertThat(service.run(() -> letters(service)))
                    .extracting(DeadLetter::key)
                    .containsExactly("b");
        }
    }

    /** More keys than the topic has partitions, so that some share the bad one's. */
    private static List<Event<Note>> good() {
        return IntStream.range(0, GOOD_KEYS)
                .mapToObj(i -> TestService.event("good-" + i, 1, "fine"))
                .toList();
    }

    private static Future<List<DeadLetter>> letters(TestService service) {
        return letters(service, 0);
    }

    private static Future<List<DeadLetter>> letters(TestService service, long after) {
        return service.streams().deadLetters().list(Optional.empty(), after, 10);
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

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A node of a newer release beside one of an older. */
final class NewerSchemaIT {

    private static final Topic TOPIC = Topic.keptByTime("newer-schema");

    /** A note as the newer release writes and reads it. */
    record NewNote(String text, @Nullable String mood) {}

    /** What only the newer release knows. */
    record Praise(String by) {}

    private final Set<String> moods = ConcurrentHashMap.newKeySet();
    private final Set<String> praises = ConcurrentHashMap.newKeySet();

    @Test
    void bothReleasesRunAndNothingIsParkedOrLost() throws Exception {
        var vertx = Vertx.vertx();
        var url = TestServers.newDatabase();
        try (var older = TestService.start(vertx, url, TOPIC.name());
                var newer = TestService.start(vertx, url, TOPIC.name())) {
            older.read(TOPIC, "older");
            newer.run(() -> readNewer(newer));
            older.append(TOPIC, List.of(TestService.event("k", 1, "old")));
            write(newer, event("note.written", 2, 2, new NewNote("new", "merry")));
            write(newer, event("note.praised", 1, 3, new Praise("Ada")));
            older.append(TOPIC, List.of(TestService.event("k", 4, "old again")));

            Eventually.holds(
                    "the older has all that it knows",
                    () -> older.versions("older", "k").equals(List.of(1L, 2L, 4L)));
            Eventually.holds(
                    "the newer has all",
                    () -> newer.versions("newer", "k").equals(List.of(1L, 2L, 3L, 4L)));
            assertThat(moods).containsExactlyInAnyOrder("none", "merry");
            assertThat(praises).containsExactly("Ada");
            assertThat(older.count("SELECT count(*) FROM parked_events")).isZero();
            assertThat(older.count("SELECT count(*) FROM parked_keys")).isZero();
            Eventually.holds(
                    "nothing is behind",
                    () ->
                            older.streams().consumerLag().values().stream()
                                    .allMatch(behind -> behind == 0));
        }
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Future<EventConsumer> readNewer(TestService newer) {
        return newer.streams()
                .consumer("newer")
                .on(
                        TOPIC,
                        "note.written",
                        NewNote.class,
                        (tx, event) -> {
                            var mood = event.data().mood();
                            moods.add(mood == null ? "none" : mood);
                            return TestService.keep(tx, "newer", plain(event));
                        })
                .on(
                        TOPIC,
                        "note.praised",
                        Praise.class,
                        (tx, event) -> {
                            praises.add(event.data().by());
                            return TestService.keep(tx, "newer", plain(event));
                        })
                .start();
    }

    private static void write(TestService service, Event<?> event) throws Exception {
        service.run(
                () ->
                        service.database()
                                .transaction(
                                        tx ->
                                                service.streams()
                                                        .outbox()
                                                        .append(tx, TOPIC, List.of(event))));
    }

    private static <T> Event<T> event(String type, int schema, long version, T body) {
        return new Event<>(UUID.randomUUID(), type, schema, "k", version, Instant.now(), body);
    }

    private static Event<Note> plain(Event<?> event) {
        return TestService.event(event.aggregateId(), event.aggregateVersion(), "kept");
    }
}

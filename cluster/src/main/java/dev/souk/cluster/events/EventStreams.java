package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Event;
import dev.souk.contract.Topic;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A service's way to and from Kafka: its outbox and relay, its consumers and its dead letters. */
public interface EventStreams {

    /**
     * Starts the relay on the calling context. Kafka may be away: events then wait in the outbox.
     */
    static EventStreams start(
            Vertx vertx,
            Database database,
            EventsConfig config,
            Telemetry telemetry,
            InstantSource clock,
            RandomGenerator random) {
        return new KafkaEventStreams(vertx, database, config, telemetry, clock, random);
    }

    /**
     * Creates the service's own topics where they are missing; goes on trying while Kafka is away.
     */
    @CanIgnoreReturnValue
    EventStreams owns(Topic... topics);

    /** Where the service leaves its events. */
    Outbox outbox();

    /** A new member of a consumer group; the group's name is {@code <service>.<group>}. */
    ConsumerBuilder consumer(String group);

    /** What the service's consumers could not handle. */
    DeadLetters deadLetters();

    /**
     * Sends one event without the outbox, for streams that bear loss. Succeeds when Kafka has it;
     * fails with {@code UNAVAILABLE} while Kafka is away, and with {@code OVERLOADED} where too
     * much is under way.
     */
    Future<Void> publish(Topic topic, String key, Event<?> event);

    /** How many events each consumer group of this node has not yet done. */
    Map<String, Long> consumerLag();

    /** How long the oldest event in the outbox has waited; zero where it is empty. */
    Duration outboxAge();

    /** Whether Kafka answers: the health check. */
    Future<Void> check();

    /** Whether no replication slot of the outbox holds back too much of the database's log. */
    Future<Void> checkSlot();

    /**
     * Ends the consumers, so that other nodes take their partitions; what requests still write
     * leaves as before. Idempotent.
     */
    Future<Void> drain();

    /**
     * Ends the consumers, gives the relay's shards to other nodes, and closes every client.
     * Idempotent.
     */
    Future<Void> stop();
}

package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Topic;

import io.vertx.core.Future;

/** What a consumer group does with each type of event. */
public interface ConsumerBuilder {

    /**
     * Handles one type of event of a topic; the body is decoded from JSON, unknown fields ignored.
     */
    @CanIgnoreReturnValue
    <T> ConsumerBuilder on(Topic topic, String type, Class<T> body, EventHandler<T> handler);

    /** Handles the end of an aggregate in a compacted topic. */
    @CanIgnoreReturnValue
    ConsumerBuilder onDeletion(Topic topic, DeletionHandler handler);

    /** Passes over types that no handler was given for; without this, they are parked. */
    @CanIgnoreReturnValue
    ConsumerBuilder ignoreOthers();

    /**
     * Starts consuming on the calling context. Succeeds also while Kafka is away: the consumer then
     * begins when Kafka is there.
     */
    Future<EventConsumer> start();
}

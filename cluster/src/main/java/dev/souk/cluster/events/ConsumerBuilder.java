package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Topic;

import io.vertx.core.Future;

/**
 * What a consumer group does with each type of event. Types that it has no handler for are passed
 * over, so that a newer member of the cluster may send what an older one doesn't know; a record
 * that is no event at all is parked.
 */
public interface ConsumerBuilder {

    /**
     * Handles one type of event of a topic; the body is decoded from JSON, unknown fields ignored.
     */
    @CanIgnoreReturnValue
    <T> ConsumerBuilder on(Topic topic, String type, Class<T> body, EventHandler<T> handler);

    /** Handles the end of an aggregate in a compacted topic. */
    @CanIgnoreReturnValue
    ConsumerBuilder onDeletion(Topic topic, DeletionHandler handler);

    /**
     * Starts consuming on the calling context. Succeeds also while Kafka is away: the consumer then
     * begins when Kafka is there.
     */
    Future<EventConsumer> start();
}

package dev.souk.recommend.stream;

import dev.souk.cluster.events.EventStreams;
import dev.souk.contract.Event;
import dev.souk.recommend.api.Activity;
import dev.souk.recommend.api.RecommendEvents;
import dev.souk.recommend.app.ActivityStream;

import io.vertx.core.Future;

/** Tells visitors' deeds to Kafka, without the outbox: a lost one doesn't matter. */
public final class KafkaActivity implements ActivityStream {

    private final EventStreams events;

    public KafkaActivity(EventStreams events) {
        this.events = events;
    }

    @Override
    public Future<Void> publish(String key, Event<Activity> event) {
        return events.publish(RecommendEvents.ACTIVITY, key, event);
    }
}

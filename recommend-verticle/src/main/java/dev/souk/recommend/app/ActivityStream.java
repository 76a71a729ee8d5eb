package dev.souk.recommend.app;

import dev.souk.contract.Event;
import dev.souk.recommend.api.Activity;

import io.vertx.core.Future;

/** Takes what visitors did, for whoever wants to know. */
public interface ActivityStream {

    /** Succeeds when it is kept. */
    Future<Void> publish(String key, Event<Activity> event);
}

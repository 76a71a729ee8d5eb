package dev.souk.order.app;

import io.vertx.core.Future;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pauses {

    /** Completes after the given time. */
    Future<Void> of(Duration time);
}

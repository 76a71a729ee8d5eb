package dev.souk.notify.app;

import io.vertx.core.Future;

import java.util.function.Supplier;

/** Does work as part of an earlier trace. */
public interface Tracing {

    Future<Void> within(String traceparent, Supplier<Future<Void>> work);
}

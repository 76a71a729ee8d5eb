package dev.souk.order;

import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.order.app.Tracing;

import io.vertx.core.Future;

import java.util.function.Supplier;

/** The node's traces, for use cases that outlive a request. */
record NodeTracing(Telemetry telemetry) implements Tracing {

    @Override
    public String current() {
        return telemetry.traceparent();
    }

    @Override
    public Future<Void> within(String traceparent, Supplier<Future<Void>> work) {
        return telemetry.withTrace(traceparent, work);
    }
}

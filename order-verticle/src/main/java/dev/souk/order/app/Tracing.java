package dev.souk.order.app;

import io.vertx.core.Future;

import java.util.function.Supplier;

/** The trace that work belongs to, kept beside what is done later or by another node. */
public interface Tracing {

    /** The current trace as a W3C {@code traceparent}; empty where there is none. */
    String current();

    /** Does work as part of an earlier trace; an empty one changes nothing. */
    Future<Void> within(String traceparent, Supplier<Future<Void>> work);

    /** No trace at all. */
    static Tracing none() {
        return new Tracing() {
            @Override
            public String current() {
                return "";
            }

            @Override
            public Future<Void> within(String traceparent, Supplier<Future<Void>> work) {
                return work.get();
            }
        };
    }
}

package dev.souk.cluster.resilience;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The circuit breakers of a node, by the name of what they guard: one for each service that it
 * calls and one for each dependency outside. Safe for use by several threads.
 */
public final class Breakers {

    private final Vertx vertx;
    private final NanoClock clock;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    public Breakers(Vertx vertx, NanoClock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Runs the work unless its breaker is open; then fails at once with {@code UNAVAILABLE} and a
     * hint when to come again. A failure counts as a fault if it is no {@code ServiceFailure}, or
     * one whose reason is a fault. The work must end by itself, and in time.
     */
    public <T> Future<T> guard(String name, Supplier<Future<T>> work) {
        return of(name).guard(work);
    }

    /** The breaker of that name, made at its first use. */
    public Breaker of(String name) {
        return breakers.computeIfAbsent(name, key -> new Breaker(key, vertx, clock));
    }

    /** How each breaker stands, by name. */
    public List<BreakerState> states() {
        return new TreeMap<>(breakers).values().stream().map(Breaker::snapshot).toList();
    }

    /** Calls for each breaker that exists. */
    public void forEach(Consumer<Breaker> action) {
        breakers.values().forEach(action);
    }
}

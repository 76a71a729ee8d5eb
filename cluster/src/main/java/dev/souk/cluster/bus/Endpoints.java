package dev.souk.cluster.bus;

import dev.souk.contract.Endpoint;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The typed endpoints that a service answers, gathered before it is served. Who may call each is
 * checked before its handler runs.
 */
public final class Endpoints {

    private final String service;
    private final Map<String, Bound<?, ?>> bound = new LinkedHashMap<>();

    private Endpoints(String service) {
        this.service = service;
    }

    public static Endpoints of(String service) {
        return new Endpoints(service);
    }

    /**
     * Answers an endpoint by a handler, which gets the request and the caller's context.
     *
     * @throws IllegalArgumentException if it belongs to another service or is answered already
     */
    public <Q, R> Endpoints on(
            Endpoint<Q, R> endpoint, BiFunction<Q, CallContext, Future<R>> handler) {
        if (!endpoint.service().equals(service)) {
            throw new IllegalArgumentException(endpoint.name() + " is not of " + service);
        }
        if (bound.putIfAbsent(endpoint.name(), new Bound<>(endpoint, handler)) != null) {
            throw new IllegalArgumentException(endpoint.name() + " is answered twice");
        }
        return this;
    }

    String service() {
        return service;
    }

    Collection<Bound<?, ?>> bound() {
        return bound.values();
    }

    record Bound<Q, R>(Endpoint<Q, R> endpoint, BiFunction<Q, CallContext, Future<R>> handler) {}
}

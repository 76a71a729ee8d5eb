package dev.souk.cluster.bus;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds what answers a request, after the checks that come before any work. */
final class Dispatch {

    private final Callers callers;
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(Set<String> allowed, RawHandler handler) {}

    Dispatch(Callers callers, Endpoints endpoints, Map<String, RawHandler> operations) {
        this.callers = callers;
        operations.forEach((name, handler) -> add(name, new Entry(Set.of(), handler)));
        endpoints.bound().forEach(bound -> add(bound.endpoint().name(), entry(bound)));
    }

    /** The answer to a request; failed where there is none. Never throws. */
    Future<RawReply> answer(MultiMap headers, Buffer body) {
        try {
            return checked(headers, body);
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private Future<RawReply> checked(MultiMap headers, Buffer body) {
        var name = String.valueOf(headers.get(Wire.ENDPOINT));
        var entry = entries.get(name);
        if (entry == null) {
            throw unknown(name);
        }
        if (body.length() > Wire.LARGEST_BODY) {
            throw ServiceFailure.of(Reason.TOO_LARGE, "A request may have 256 KiB");
        }
        var context = callers.context(headers);
        Callers.check(entry.allowed, context);
        if (context.deadline().isOver()) {
            throw Replies.late();
        }
        return entry.handler.handle(new RawCall(name, headers, body, context));
    }

    private void add(String name, Entry entry) {
        if (name.equals(Wire.PING) || entries.putIfAbsent(name, entry) != null) {
            throw new IllegalArgumentException(name + " is answered twice");
        }
    }

    private static <Q, R> Entry entry(Endpoints.Bound<Q, R> bound) {
        var endpoint = bound.endpoint();
        return new Entry(
                endpoint.callers(),
                call ->
                        bound.handler()
                                .apply(
                                        Bodies.request(call.body(), endpoint.request()),
                                        call.context())
                                .map(Dispatch::reply));
    }

    private static RawReply reply(Object value) {
        return RawReply.of(200, MultiMap.caseInsensitiveMultiMap(), Bodies.encode(value));
    }

    /** A fault, since the caller goes by a contract that another node may already keep. */
    private static ServiceFailure unknown(String name) {
        return ServiceFailure.of(
                Reason.UNAVAILABLE, "unknown-endpoint", "This node doesn't know " + name);
    }
}

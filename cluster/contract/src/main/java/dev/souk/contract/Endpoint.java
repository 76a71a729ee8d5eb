package dev.souk.contract;

import java.time.Duration;
import java.util.Set;

/**
 * A typed operation that one service offers to others over the bus.
 *
 * <p>Requests and replies travel as JSON and must tolerate fields that they don't know, since two
 * versions of a service run side by side.
 *
 * @param service the service that answers, as in {@code catalog}
 * @param name what it does, a verb and a noun with dashes, as in {@code reserve-stock}
 * @param request the type of the question
 * @param reply the type of the expected outcome; what is refused comes as {@link ServiceFailure}
 * @param effect whether the caller may send the same request twice
 * @param deadline how long a caller waits at most; a caller with less time left waits less
 * @param callers the services that may call it; empty for every service
 */
public record Endpoint<Q, R>(
        String service,
        String name,
        Class<Q> request,
        Class<R> reply,
        Effect effect,
        Duration deadline,
        Set<String> callers) {

    /** What a second delivery of the same request does, and so whether the bus may retry it. */
    public enum Effect {
        /** Reads only; may be sent again, and to two nodes at once. */
        QUERY,
        /** Changes state, and the second delivery finds the first one's result. */
        IDEMPOTENT,
        /** Changes state with each delivery; never sent again once a node may have seen it. */
        COMMAND;

        /** Whether the bus may send a request again after a fault. */
        public boolean isRepeatable() {
            return this != COMMAND;
        }
    }

    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(2);

    public Endpoint {
        callers = Set.copyOf(callers);
    }

    /** An endpoint that only reads. */
    public static <Q, R> Endpoint<Q, R> query(
            String service, String name, Class<Q> request, Class<R> reply) {
        return new Endpoint<>(
                service, name, request, reply, Effect.QUERY, DEFAULT_DEADLINE, Set.of());
    }

    /** An endpoint whose requests carry their own identity, so that a repeat changes nothing. */
    public static <Q, R> Endpoint<Q, R> idempotent(
            String service, String name, Class<Q> request, Class<R> reply) {
        return new Endpoint<>(
                service, name, request, reply, Effect.IDEMPOTENT, DEFAULT_DEADLINE, Set.of());
    }

    /** An endpoint that must not be sent twice. */
    public static <Q, R> Endpoint<Q, R> command(
            String service, String name, Class<Q> request, Class<R> reply) {
        return new Endpoint<>(
                service, name, request, reply, Effect.COMMAND, DEFAULT_DEADLINE, Set.of());
    }

    /** The same endpoint, open to the named services only, which prove themselves by a token. */
    public Endpoint<Q, R> callableBy(String... services) {
        return new Endpoint<>(service, name, request, reply, effect, deadline, Set.of(services));
    }

    /** The same endpoint with another deadline. */
    public Endpoint<Q, R> within(Duration limit) {
        return new Endpoint<>(service, name, request, reply, effect, limit, callers);
    }
}

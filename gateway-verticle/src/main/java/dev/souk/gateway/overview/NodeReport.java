package dev.souk.gateway.overview;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a service of a node says of itself; what it doesn't say is empty.
 *
 * @param calls how many calls its node has made so far, by the service called
 */
record NodeReport(
        @Nullable List<Breaker> breakers,
        int inFlight,
        @Nullable Map<String, Long> calls,
        @Nullable Map<String, Double> consumerLag,
        @Nullable Double outboxAge) {

    /** One circuit breaker. */
    record Breaker(String name, String state, long calls, long faults) {}

    static final NodeReport NONE = new NodeReport(null, 0, null, null, null);
}

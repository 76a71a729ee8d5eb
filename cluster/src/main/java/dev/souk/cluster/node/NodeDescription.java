package dev.souk.cluster.node;

import dev.souk.cluster.bus.RawHandler;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.resilience.BreakerState;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * One service of a node as it describes itself to whoever shows the cluster: what every service
 * answers {@code describe-node} with.
 *
 * @param breakers the circuit breakers of its node
 * @param inFlight how many requests it answers now
 * @param calls how many calls its node has made, by the service called
 * @param consumerLag records behind the end, by consumer group
 * @param outboxAge seconds since the oldest event that isn't sent was written; null without outbox
 */
record NodeDescription(
        List<BreakerState> breakers,
        int inFlight,
        Map<String, Long> calls,
        Map<String, Double> consumerLag,
        @Nullable Double outboxAge) {

    static final String ENDPOINT = "describe-node";

    private static final String CALLS = "souk_bus_call";
    private static final String LAG = "souk_events_consumer_lag";
    private static final String OUTBOX = "souk_events_outbox_age_seconds";

    /** Answers with the description of the moment. */
    static RawHandler handler(NodeParts parts, String service, IntSupplier inFlight) {
        return _ -> {
            var description = of(parts, service, inFlight.getAsInt());
            var headers =
                    MultiMap.caseInsensitiveMultiMap().add("h-content-type", "application/json");
            return Future.succeededFuture(RawReply.of(200, headers, Json.encode(description)));
        };
    }

    private static NodeDescription of(NodeParts parts, String service, int inFlight) {
        var meters = parts.telemetry().meters();
        return new NodeDescription(
                parts.breakers().states(),
                inFlight,
                calls(meters),
                lag(meters, service),
                outboxAge(meters, service));
    }

    private static Map<String, Long> calls(MeterRegistry meters) {
        var calls = new TreeMap<String, Long>();
        for (var timer : meters.find(CALLS).timers()) {
            calls.merge(label(timer, "service"), timer.count(), Long::sum);
        }
        return calls;
    }

    private static Map<String, Double> lag(MeterRegistry meters, String service) {
        var lag = new TreeMap<String, Double>();
        for (var gauge : meters.find(LAG).gauges()) {
            var group = label(gauge, "group");
            if (group.startsWith(service) && Double.isFinite(gauge.value())) {
                lag.put(group, gauge.value());
            }
        }
        return lag;
    }

    private static @Nullable Double outboxAge(MeterRegistry meters, String service) {
        var gauge = meters.find(OUTBOX).tag("service", service).gauge();
        return gauge == null || !Double.isFinite(gauge.value()) ? null : gauge.value();
    }

    private static String label(Timer timer, String name) {
        return String.valueOf(timer.getId().getTag(name));
    }

    private static String label(Gauge gauge, String name) {
        return String.valueOf(gauge.getId().getTag(name));
    }
}

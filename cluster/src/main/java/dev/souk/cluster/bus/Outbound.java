package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Instance;
import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.tracing.TracingPolicy;

import java.util.Set;

/**
 * One call on its way out, the same for each attempt.
 *
 * @param nodes who may answer; empty for all
 * @param headers all but the deadline, which is another with each attempt
 * @param held whether the callee may hold the answer back on purpose
 */
record Outbound(
        String service,
        Effect effect,
        Set<String> nodes,
        MultiMap headers,
        Buffer body,
        Deadline deadline,
        boolean held) {

    boolean mayGoTo(Instance instance) {
        return nodes.isEmpty() || nodes.contains(instance.nodeId());
    }

    /** Whether two nodes may work on it at once, so that the faster one is heard. */
    boolean mayHedge() {
        return effect == Effect.QUERY && !held;
    }

    DeliveryOptions delivery() {
        var left = Math.max(1, deadline.left().toMillis());
        var all = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        return new DeliveryOptions()
                .setHeaders(all.set(Wire.DEADLINE, Long.toString(left)))
                .setTracingPolicy(isPing() ? TracingPolicy.IGNORE : TracingPolicy.PROPAGATE)
                .setSendTimeout(left);
    }

    private boolean isPing() {
        return Wire.PING.equals(headers.get(Wire.ENDPOINT));
    }
}

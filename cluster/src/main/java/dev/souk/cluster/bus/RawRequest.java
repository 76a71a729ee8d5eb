package dev.souk.cluster.bus;

import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A request whose body the sender doesn't read.
 *
 * @param service who shall answer
 * @param endpoint the operation's id there
 * @param effect whether it may be sent twice
 * @param headers go as they are, beside the bus' own
 * @param body at most 256 KiB
 * @param nodes the ids of the nodes that may answer; empty for all
 * @param hold how long the callee may hold the answer back on purpose; such a call is no sample of
 *     latency and no fault of the service
 */
public record RawRequest(
        String service,
        String endpoint,
        Effect effect,
        MultiMap headers,
        Buffer body,
        Set<String> nodes,
        Optional<Duration> hold) {

    public RawRequest {
        nodes = Set.copyOf(nodes);
    }
}

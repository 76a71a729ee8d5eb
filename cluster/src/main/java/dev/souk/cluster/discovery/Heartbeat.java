package dev.souk.cluster.discovery;

import dev.souk.cluster.discovery.Instance.State;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/**
 * A sign of life, sent to all nodes every 500 ms.
 *
 * @param nodeId who lives
 * @param state whether it wants work
 * @param inFlight how many requests it answers right now
 */
record Heartbeat(String nodeId, State state, int inFlight) {

    Buffer encode() {
        return new JsonObject()
                .put("nodeId", nodeId)
                .put("state", state.name())
                .put("inFlight", inFlight)
                .toBuffer();
    }

    /** Reads another node's; empty if it is none. */
    static Optional<Heartbeat> decode(Buffer bytes) {
        try {
            var json = new JsonObject(bytes);
            var nodeId = json.getString("nodeId");
            return nodeId == null
                    ? Optional.empty()
                    : Optional.of(
                            new Heartbeat(
                                    nodeId,
                                    State.valueOf(json.getString("state")),
                                    json.getInteger("inFlight", 0)));
        } catch (DecodeException | ClassCastException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}

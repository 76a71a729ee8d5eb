package dev.souk.cluster.discovery;

import java.time.Instant;

/**
 * One service on one node.
 *
 * @param service the service's name
 * @param version the version of its jar
 * @param nodeId the id of the node in the cluster; a node that rebuilds itself gets another
 * @param nodeName how people call the node, as in {@code order-1}
 * @param host where its management port listens
 * @param port the management port, which also carries private streams
 * @param state whether it wants work
 * @param fragmentHash the SHA-256 of its API's fragment, hex; empty if it has none
 * @param since when it was published
 */
public record Instance(
        String service,
        String version,
        String nodeId,
        String nodeName,
        String host,
        int port,
        State state,
        String fragmentHash,
        Instant since) {

    /** Whether an instance wants work. */
    public enum State {
        /** It does. */
        UP,
        /** It is leaving: what is under way ends, new work goes elsewhere. */
        DRAINING
    }

    /** The address on the event bus that is this instance's alone. */
    public String busAddress() {
        return service + "." + nodeId;
    }

    /** The same instance in another state. */
    public Instance in(State other) {
        return new Instance(
                service, version, nodeId, nodeName, host, port, other, fragmentHash, since);
    }

    /** The same instance with its API's fragment. */
    public Instance withFragment(String hash) {
        return new Instance(service, version, nodeId, nodeName, host, port, state, hash, since);
    }
}

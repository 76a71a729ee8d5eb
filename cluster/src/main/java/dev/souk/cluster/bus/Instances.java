package dev.souk.cluster.bus;

import java.util.List;

/** What the bus has to know of the nodes, read on every call and so without I/O. */
public interface Instances {

    /** The nodes that serve it, draining and silent ones too. */
    List<Instance> of(String service);

    /** Whether the node's heartbeat is overdue by so much that nobody should wait for it. */
    boolean isSilent(String nodeId);

    /** Calls back, on any thread, whenever a node came, changed or left. */
    void onChange(Runnable listener);

    /**
     * One node.
     *
     * @param nodeId its id in the cluster
     * @param host where it listens besides the bus
     * @param port where it listens besides the bus; a refused connection there tells that it died
     * @param draining whether it is leaving and takes nothing new
     */
    record Instance(String nodeId, String host, int port, boolean draining) {}
}

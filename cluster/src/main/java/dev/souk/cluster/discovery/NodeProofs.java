package dev.souk.cluster.discovery;

/** Decides whether a node may speak for a service. */
public interface NodeProofs {

    /** What proves to others that this node speaks for the service. */
    String prove(String service, String nodeId);

    /**
     * Whether the proof says that the node may speak for the service. Costs a signature's check.
     */
    boolean proves(String proof, String service, String nodeId);
}

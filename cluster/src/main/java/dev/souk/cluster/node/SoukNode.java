package dev.souk.cluster.node;

/** One process of the cluster, from its start to its exit. */
public final class SoukNode {

    private SoukNode() {}

    /**
     * Starts a node with the given services, and returns when it is ready. What can't start ends
     * the process with one clear line: status 78 for a bad configuration, 1 for anything else.
     *
     * @param args {@code --help}, {@code --rehearse}, or nothing
     */
    public static void launch(String[] args, ServiceDefinition... services) {
        if (services.length == 0) {
            throw new IllegalArgumentException("a node runs at least one service");
        }
    }
}

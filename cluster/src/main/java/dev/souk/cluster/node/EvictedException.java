package dev.souk.cluster.node;

/** The cluster went on without a node that was starting, so that it has to start again. */
final class EvictedException extends StartException {

    private static final long serialVersionUID = 1L;

    EvictedException() {
        super("the cluster has gone on without this node", null);
    }
}

package dev.souk.cluster.node;

import org.jspecify.annotations.Nullable;

/** The cluster did not take a node in that was starting, so that it has to start again. */
final class EvictedException extends StartException {

    private static final long serialVersionUID = 1L;

    private EvictedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It was a member, and the others have gone on without it. */
    static EvictedException afterJoining(@Nullable Throwable cause) {
        return new EvictedException("the cluster has gone on without this node", cause);
    }

    /** The others are there and say nothing. */
    static EvictedException beforeJoining(Throwable cause) {
        return new EvictedException("no member of the cluster has answered in time", cause);
    }
}

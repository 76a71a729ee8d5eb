package dev.souk.cluster.bus;

import dev.souk.cluster.security.ServiceTokens;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.Map;

/**
 * The answering side of one service at one node: one consumer at {@code <service>.<nodeId>}, for
 * its typed endpoints and its raw operations.
 */
public final class BusServer {

    private final Vertx vertx;
    private final String nodeId;
    private final ServiceTokens tokens;

    /**
     * @param tokens of the service that answers; proves the callers
     */
    public BusServer(Vertx vertx, String nodeId, ServiceTokens tokens) {
        this.vertx = vertx;
        this.nodeId = nodeId;
        this.tokens = tokens;
    }

    /** Begins to answer; done when the cluster knows the address. */
    public Future<Void> open(Endpoints endpoints, Map<String, RawHandler> operations) {
        return Future.failedFuture(
                new UnsupportedOperationException(nodeId + vertx + tokens.service()));
    }

    /** How many requests are being answered now. */
    public int inFlight() {
        return 0;
    }

    /**
     * From now on refuses what comes with {@code DRAINING}, which callers take to another node, and
     * hands those back that were held on purpose. What else is under way goes on.
     *
     * @return done when nothing is under way any more
     */
    public Future<Void> drain() {
        return Future.succeededFuture();
    }

    /** Leaves the bus. What is still under way finds no reader. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

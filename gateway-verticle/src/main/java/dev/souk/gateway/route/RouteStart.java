package dev.souk.gateway.route;

import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Waits until the remembered routes are read and every member's fragment is known. Gives up on
 * Redis after a while, since a gateway is of use without it: an unknown path is 503 then.
 */
public final class RouteStart {

    private static final Logger LOG = LoggerFactory.getLogger(RouteStart.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MEMORY_ATTEMPTS = 30;
    private static final int PATIENCE = 50;

    private final RouteBook routes;
    private final Timers timers;
    private int attempts;

    public RouteStart(RouteBook routes, Timers timers) {
        this.routes = routes;
        this.timers = timers;
    }

    /** Done when the gateway may listen. */
    public Future<Void> ready() {
        routes.follow();
        var ready = Promise.<Void>promise();
        attempt(ready);
        return ready.future();
    }

    private void attempt(Promise<Void> ready) {
        attempts++;
        routes.recall()
                .recover(away -> attempts < MEMORY_ATTEMPTS ? Future.failedFuture(away) : skip())
                .compose(_ -> routes.refresh())
                .onComplete(
                        done -> {
                            if (isEnough() && (done.succeeded() || attempts > PATIENCE)) {
                                ready.complete();
                            } else {
                                timers.after(PAUSE, () -> again(ready));
                            }
                        });
    }

    private Future<Void> again(Promise<Void> ready) {
        attempt(ready);
        return Future.succeededFuture();
    }

    /** A member that died a moment ago can't be waited for for good. */
    private boolean isEnough() {
        return routes.isComplete() || (attempts > PATIENCE && routes.unrouted() == 0);
    }

    private static Future<Void> skip() {
        LOG.warn("the remembered routes can't be read; going on without");
        return Future.succeededFuture();
    }
}

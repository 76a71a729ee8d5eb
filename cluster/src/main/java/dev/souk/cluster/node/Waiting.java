package dev.souk.cluster.node;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures on the node's own thread, which is no event loop. */
final class Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Waiting() {}

    /** Waits for an end that is wanted but not needed. */
    static void quietly(Future<?> end) {
        quietly(end, PATIENCE);
    }

    /** Waits for an end that is wanted but not needed, no longer than the limit. */
    static void quietly(Future<?> end, Duration limit) {
        try {
            var _ = end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.atWarn().addKeyValue("problem", e.toString()).log("a part didn't end well");
        }
    }
}

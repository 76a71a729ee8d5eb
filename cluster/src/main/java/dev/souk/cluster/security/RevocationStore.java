package dev.souk.cluster.security;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.Map;

/**
 * Where ended sessions are kept until their last token has expired; shared by all nodes. It may
 * lose everything, and is another {@link #generation} from then on.
 */
public interface RevocationStore {

    /**
     * Keeps the session until then. May be repeated.
     *
     * @return the generation that keeps it
     */
    Future<Long> add(String sessionId, Instant until);

    /** The store's generation now: of what another one kept nothing is left. */
    Future<Long> generation();

    /**
     * The sessions that were added since the mark of an earlier reading; one may come twice.
     *
     * @param mark zero for all that are kept
     */
    Future<Added> since(long mark);

    /**
     * What was added.
     *
     * @param sessions each with its end
     * @param mark where the next reading goes on
     */
    record Added(Map<String, Instant> sessions, long mark) {

        public Added {
            sessions = Map.copyOf(sessions);
        }
    }
}

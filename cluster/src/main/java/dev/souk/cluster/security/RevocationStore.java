package dev.souk.cluster.security;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.Map;

/** Where ended sessions are kept until their last token has expired; shared by all nodes. */
public interface RevocationStore {

    /** Keeps the session until then. May be repeated. */
    Future<Void> add(String sessionId, Instant until);

    /** The sessions that are kept, each with its end, without those whose end is past. */
    Future<Map<String, Instant>> all(Instant now);
}

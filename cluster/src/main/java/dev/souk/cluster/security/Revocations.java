package dev.souk.cluster.security;

import io.vertx.core.Future;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions that ended before their access tokens expire. A node learns of those that other
 * nodes end by {@link #refresh}, which it calls every 300 ms; while the store is away it goes on
 * with those that it knows.
 */
public final class Revocations {

    private final RevocationStore store;
    private final InstantSource clock;
    private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
    private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();

    public Revocations(RevocationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Ends a session: here at once, at the other nodes with their next refresh.
     *
     * @param until when the last access token of the session expires
     */
    public Future<Void> revoke(String sessionId, Instant until) {
        learn(sessionId, until);
        return store.add(sessionId, until);
    }

    /** Whether the session was ended. */
    public boolean isRevoked(String sessionId) {
        return revoked.containsKey(sessionId);
    }

    /** Is told each session that ends from now on, once, on any thread; for open streams. */
    public void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Reads what other nodes ended, and forgets what no token can name any more. */
    public Future<Void> refresh() {
        var now = clock.instant();
        revoked.values().removeIf(until -> until.isBefore(now));
        return store.all(now).map(this::learnAll);
    }

    private Void learnAll(Map<String, Instant> sessions) {
        sessions.forEach(this::learn);
        return null;
    }

    private void learn(String sessionId, Instant until) {
        if (revoked.put(sessionId, until) == null) {
            listeners.forEach(listener -> listener.accept(sessionId));
        }
    }
}

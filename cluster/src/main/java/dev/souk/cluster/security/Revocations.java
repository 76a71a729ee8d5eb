package dev.souk.cluster.security;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions that ended before their access tokens expire. A node learns of those that other
 * nodes end by {@link #refresh}, which its owner calls every {@link #PERIOD}; while the store is
 * away it goes on with those that it knows. Safe for use by several threads.
 */
public final class Revocations {

    /** How often a node asks what others have ended. */
    public static final Duration PERIOD = Duration.ofMillis(300);

    private final RevocationStore store;
    private final InstantSource clock;
    private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
    private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
    private volatile long mark;

    public Revocations(RevocationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Ends a session: here at once, at the other nodes with their next refresh. Idempotent. Fails
     * while the store is away, and then holds here only.
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

    /**
     * Is told each session that ends from now on, once, on any thread; for open streams.
     *
     * @return ends the calls
     */
    public Runnable onRevoked(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Reads what other nodes ended, and forgets what no token can name any more. */
    public Future<Void> refresh() {
        var now = clock.instant();
        revoked.values().removeIf(until -> until.isBefore(now));
        return store.since(mark).map(added -> learn(added, now)).mapEmpty();
    }

    private long learn(RevocationStore.Added added, Instant now) {
        added.sessions()
                .forEach(
                        (sessionId, until) -> {
                            if (!until.isBefore(now)) {
                                learn(sessionId, until);
                            }
                        });
        mark = added.mark();
        return mark;
    }

    private void learn(String sessionId, Instant until) {
        if (revoked.put(sessionId, until) == null) {
            listeners.forEach(listener -> listener.accept(sessionId));
        }
    }
}

package dev.souk.cluster.security;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions that ended before their access tokens expire. A node learns of those that other
 * nodes end by {@link #refresh}, which its owner calls every {@link #PERIOD}, and asks again before
 * it lets a session pass where the last answer is too old, as on a node that stood still; while the
 * store is away it goes on with those that it knows. Safe for use by several threads.
 */
public final class Revocations {

    /** How often a node asks what others have ended. */
    public static final Duration PERIOD = Duration.ofMillis(300);

    /** How old a node's knowledge may be: all nodes refuse a session one second after its end. */
    private static final Duration FRESH = Duration.ofMillis(800);

    /** What the store was asked, and when. */
    private record Question(Instant time, Future<Void> answer) {}

    private final RevocationStore store;
    private final InstantSource clock;
    private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
    private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
    private volatile long mark;
    private volatile Instant knownAt = Instant.MIN;
    private volatile Question last = new Question(Instant.MIN, Future.succeededFuture());

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
        return store.add(sessionId, until).mapEmpty();
    }

    /** Whether the session was ended, as far as this node knows now. */
    public boolean isRevoked(String sessionId) {
        return revoked.containsKey(sessionId);
    }

    /**
     * Whether the session was ended; what other nodes ended more than 0.8 s ago counts, unless the
     * store is away. Doesn't fail.
     */
    public Future<Boolean> hasEnded(String sessionId) {
        return isRevoked(sessionId) || isRecent(knownAt, FRESH)
                ? Future.succeededFuture(isRevoked(sessionId))
                : answer().transform(_ -> Future.succeededFuture(isRevoked(sessionId)));
    }

    private Future<Void> answer() {
        var asked = last;
        return isRecent(asked.time(), PERIOD) ? asked.answer() : refresh();
    }

    private boolean isRecent(Instant time, Duration age) {
        return time.isAfter(clock.instant().minus(age));
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
        var answer = store.since(mark).<Void>map(added -> learn(added, now));
        last = new Question(now, answer);
        return answer;
    }

    private @Nullable Void learn(RevocationStore.Added added, Instant now) {
        added.sessions()
                .forEach(
                        (sessionId, until) -> {
                            if (!until.isBefore(now)) {
                                learn(sessionId, until);
                            }
                        });
        mark = added.mark();
        knownAt = now;
        return null;
    }

    private void learn(String sessionId, Instant until) {
        if (revoked.put(sessionId, until) == null) {
            listeners.forEach(listener -> listener.accept(sessionId));
        }
    }
}

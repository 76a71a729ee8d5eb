package dev.souk.user.app;

import dev.souk.user.domain.Session;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Where sessions and the hashes of their refresh tokens are kept. Its clock is the store's. */
public interface Sessions {

    /**
     * A login that succeeded.
     *
     * @param passwordHash the hash that the password was right for
     * @param address the client's network address
     * @param userAgent the client's own name
     * @param lifetime how long the session goes on at most
     */
    record Opening(
            UUID id,
            UUID userId,
            String passwordHash,
            String address,
            String userAgent,
            Duration lifetime) {

        @Override
        public String toString() {
            return "Opening[" + id + "]";
        }
    }

    /**
     * A successor that is stored if the presented token is good.
     *
     * @param hash of the successor
     * @param sealed the successor, readable only with the token before it
     */
    record Successor(String hash, String sealed) {}

    /** What came of presenting a refresh token. */
    sealed interface Refreshed {

        /** The offered successor is the session's token now. */
        record Rotated(UUID sessionId, UUID userId) implements Refreshed {}

        /** The token was spent moments ago; this is the successor that it got. */
        record Repeated(UUID sessionId, UUID userId, String sealed) implements Refreshed {}

        /** The token was used before; its session is over now. */
        record Reused() implements Refreshed {}

        /** The token is unknown, or its session is over. */
        record Refused() implements Refreshed {}
    }

    /**
     * Begins a session with the hash of its first refresh token; false where the account was
     * blocked, erased or given another password since its password was looked at.
     */
    Future<Boolean> open(Opening opening, String tokenHash);

    /** Presents a refresh token by its hash; of two at the same time one comes first. */
    Future<Refreshed> refresh(String tokenHash, Successor offered);

    /** The sessions of a user that go on, newest first, begun before the given one. */
    Future<List<Session>> list(UUID userId, @Nullable UUID before, int limit);

    /** Ends a session; false where the user has no such session that goes on. */
    Future<Boolean> end(UUID userId, UUID sessionId);
}

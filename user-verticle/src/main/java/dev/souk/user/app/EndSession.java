package dev.souk.user.app;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.UUID;

/** Ends a session of a user: its refresh token at once, its access tokens within a second. */
public final class EndSession {

    private final Sessions sessions;
    private final Revocation revocation;

    public EndSession(Sessions sessions, Revocation revocation) {
        this.sessions = sessions;
        this.revocation = revocation;
    }

    /** Fails with {@code not-found} where the user has no such session that goes on. */
    public Future<Void> end(UUID userId, UUID sessionId) {
        return sessions.end(userId, sessionId).compose(this::announce);
    }

    private Future<Void> announce(boolean ended) {
        return ended
                ? revocation.announce()
                : Future.failedFuture(ServiceFailure.notFound("session"));
    }
}

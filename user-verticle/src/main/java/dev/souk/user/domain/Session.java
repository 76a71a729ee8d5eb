package dev.souk.user.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A login that goes on: the family of its refresh tokens, and the {@code sid} of its access tokens.
 *
 * @param lastUsedAt when it was refreshed last
 * @param expiresAt when it ends by itself, however often it is refreshed
 * @param address the client's network address at login
 * @param userAgent the client's own name at login, cut to 200 characters; may be empty
 */
public record Session(
        UUID id,
        UUID userId,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        String address,
        String userAgent) {

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}

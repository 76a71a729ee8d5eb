package dev.souk.user.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * One link in the chain of refresh tokens of a session, as the store remembers it. A token is good
 * once: presenting it spends it and makes its successor. A spent one that turns up again was either
 * lost with its answer, which the grace forgives, or stolen (RFC 9700, section 4.14.2).
 *
 * @param sessionEnded whether the session, the family of all its tokens, is over
 * @param expiresAt when the session ends by itself
 * @param spentAt when it was presented first; null while it is good
 * @param successorSpent whether its successor was presented too
 */
public record RefreshToken(
        boolean sessionEnded,
        Instant expiresAt,
        @Nullable Instant spentAt,
        boolean successorSpent) {

    /** How long a spent token gets the same successor again. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** What follows from presenting the token. */
    public enum Outcome {
        /** It is good: spend it, and give a new successor. */
        ROTATE,
        /** It is spent, and its answer may have been lost: give the successor that it has. */
        REPEAT,
        /** It was used before: end the session. */
        REUSED,
        /** Its session is over. */
        ENDED
    }

    /** Presents the token at a time of the store's clock. */
    public Outcome present(Instant now) {
        if (spentAt != null && !isForgiven(spentAt, now)) {
            return Outcome.REUSED;
        }
        if (sessionEnded || !now.isBefore(expiresAt)) {
            return Outcome.ENDED;
        }
        return spentAt == null ? Outcome.ROTATE : Outcome.REPEAT;
    }

    private boolean isForgiven(Instant spent, Instant now) {
        return !successorSpent && now.isBefore(spent.plus(GRACE));
    }
}

package dev.souk.cluster.events;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What follows a failed attempt at an event. What is merely away is tried for ever, for it will
 * come back; anything else a few times, and then the event is parked, for a person to look at.
 */
final class FailurePolicy {

    /** What to do next. */
    sealed interface Next {
        /** Try again, not before the pause is over. */
        record Retry(Duration pause) implements Next {}

        /** Park the event with its key. */
        record Park() implements Next {}
    }

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;

    /**
     * @param random spreads the pauses (full jitter)
     */
    FailurePolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempt how many attempts have failed, from 1
     * @param own how many of them failed because of the event, and not of what was away
     */
    Next after(Throwable failure, int attempt, int own) {
        return isTransient(failure) || own < ATTEMPTS
                ? new Next.Retry(pause(attempt))
                : new Next.Park();
    }

    static boolean isTransient(Throwable failure) {
        return failure instanceof ServiceFailure known
                && (known.reason().isUntouched()
                        || (known.reason().isFault() && known.reason() != Reason.INTERNAL));
    }

    private Duration pause(int attempt) {
        var limit = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt, 10));
        return Duration.ofMillis(1 + random.nextLong(limit));
    }
}

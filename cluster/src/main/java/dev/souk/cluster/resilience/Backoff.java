package dev.souk.cluster.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between attempts, each drawn evenly from zero to its limit ("full jitter"), so
 * that those who failed together don't come back together.
 *
 * @param first the limit of the first pause
 * @param most the limit that no pause exceeds
 */
public record Backoff(Duration first, Duration most) {

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses grow from a first to a longest");
        }
    }

    /**
     * The pause before an attempt.
     *
     * @param attempt how many were made, from 1
     */
    public Duration pause(int attempt, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(limit(attempt).toNanos() + 1));
    }

    /** The longest pause that may come before that attempt. */
    public Duration limit(int attempt) {
        var doublings = Math.clamp(attempt - 1L, 0, 30);
        var limit = first.toNanos() * Math.pow(2, doublings);
        return limit >= most.toNanos() ? most : Duration.ofNanos((long) limit);
    }
}

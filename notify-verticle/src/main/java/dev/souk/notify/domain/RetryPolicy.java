package dev.souk.notify.domain;

import java.time.Duration;

/**
 * When a mail that could not be sent is tried again: after twice as long each time, yet so soon
 * that a mail server that comes back has all mail within seconds.
 */
public final class RetryPolicy {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int LAST_REFUSAL = 8;

    private RetryPolicy() {}

    /**
     * The pause after an attempt that failed.
     *
     * @param attempt from 1
     * @param jitter from 0 to 1; a share of half the pause, so that mails do not come all at once
     */
    public static Duration pause(int attempt, double jitter) {
        var doublings = Math.min(Math.max(attempt, 1) - 1, 10);
        var full = FIRST.multipliedBy(1L << doublings);
        var capped = full.compareTo(LONGEST) > 0 ? LONGEST : full;
        return capped.minusMillis((long) (capped.toMillis() * jitter / 2));
    }

    /** Whether a mail that the server refuses for good is given up after that attempt. */
    public static boolean givesUp(int attempt) {
        return attempt >= LAST_REFUSAL;
    }
}

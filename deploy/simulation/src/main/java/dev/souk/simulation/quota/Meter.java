package dev.souk.simulation.quota;

import java.time.Duration;

/**
 * Measures what was granted against a quota as a bucket that leaks: an independent way to say that
 * within no time more was granted than the limit and what that time brings.
 */
final class Meter {

    private static final double ROUNDING = 0.01;

    private final double limit;
    private final double perNano;
    private double level;
    private long last;

    Meter(double limit, Duration window) {
        this.limit = limit;
        this.perNano = limit / window.toNanos();
    }

    /** Adds one more grant. */
    void granted(long nanos) {
        level = Math.max(0, level - (nanos - last) * perNano) + 1;
        last = nanos;
    }

    /** Whether more was granted than the limit. */
    boolean isOver() {
        return level > limit * (1 + ROUNDING) + ROUNDING;
    }

    /** Whoever counted has forgotten. */
    void empty() {
        level = 0;
    }

    @Override
    public String toString() {
        return level + " of " + limit;
    }
}

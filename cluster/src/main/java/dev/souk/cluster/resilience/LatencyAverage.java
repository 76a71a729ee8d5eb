package dev.souk.cluster.resilience;

import java.time.Duration;

/**
 * A moving average of latencies that follows a peak at once and forgets it with time, whether new
 * samples come or not (peak EWMA, as in Finagle). So a slow node gets less work within one answer,
 * and another chance later. Safe for use by several threads; a lost sample does no harm.
 */
public final class LatencyAverage {

    private static final double FORGET_NANOS = Duration.ofSeconds(3).toNanos();
    private static final double LEAST_NANOS = Duration.ofNanos(200_000).toNanos();

    private final NanoClock clock;
    private volatile State state;

    private record State(double nanos, long at) {}

    /**
     * @param expected what to think before the first sample
     */
    public LatencyAverage(NanoClock clock, Duration expected) {
        this.clock = clock;
        this.state = new State(expected.toNanos(), clock.nanos());
    }

    /** Takes one sample. */
    public void add(long nanos) {
        var now = clock.nanos();
        var before = state;
        var weight = weightOfPast(before, now);
        var mixed = nanos > before.nanos ? nanos : before.nanos * weight + nanos * (1.0 - weight);
        state = new State(mixed, now);
    }

    /** The average in nanoseconds; never less than a fifth of a millisecond. */
    public double nanos() {
        var current = state;
        var faded = current.nanos * weightOfPast(current, clock.nanos());
        return Math.max(LEAST_NANOS, faded);
    }

    private static double weightOfPast(State state, long now) {
        return Math.exp(-Math.max(0, now - state.at) / FORGET_NANOS);
    }
}

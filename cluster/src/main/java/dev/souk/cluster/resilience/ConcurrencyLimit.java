package dev.souk.cluster.resilience;

import java.time.Duration;

/**
 * How many calls may be under way at once, learnt from how long they take: the limit grows while
 * latency stays near its long-term average and shrinks as it rises (Gradient2 of Netflix'
 * concurrency-limits), and is cut by a tenth for what timed out or was shed. For one event loop;
 * not safe for use by several threads.
 */
public final class ConcurrencyLimit {

    private static final double TOLERANCE = 1.5;
    private static final double SMOOTHING = 0.2;
    private static final double LOSS_FACTOR = 0.9;
    private static final int QUEUE = 4;
    private static final int LONG_WINDOW = 600;
    private static final int SHORT_WINDOW = 20;

    private final int least;
    private final int most;
    private double limit;
    private double shortAverage;
    private double longAverage;
    private long samples;
    private int inFlight;

    public ConcurrencyLimit(int initial, int least, int most) {
        if (least < 1 || initial < least || most < initial) {
            throw new IllegalArgumentException("least <= initial <= most");
        }
        this.limit = initial;
        this.least = least;
        this.most = most;
    }

    /**
     * Takes a place, if one is free for work of this kind.
     *
     * @param share the part of the limit that this kind may fill, 0 to 1: what is shed first has
     *     the smallest
     */
    public boolean tryAcquire(double share) {
        if (inFlight >= Math.max(1, Math.floor(limit * share))) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** Gives the place back after an answer that took so long. */
    public void released(Duration latency) {
        var busy = inFlight * 2 >= limit;
        inFlight--;
        learn((double) Math.max(1, latency.toNanos()), busy);
    }

    /** Gives the place back after a timeout or a refusal for load. */
    public void dropped() {
        inFlight--;
        limit = Math.max(least, limit * LOSS_FACTOR);
    }

    /** Gives the place back after something that says nothing about load. */
    public void ignored() {
        inFlight--;
    }

    /** The limit now. */
    public int limit() {
        return (int) limit;
    }

    /** How many places are taken. */
    public int inFlight() {
        return inFlight;
    }

    private void learn(double nanos, boolean busy) {
        samples++;
        shortAverage = average(shortAverage, nanos, SHORT_WINDOW);
        longAverage = average(longAverage, nanos, LONG_WINDOW);
        // Recovers within some samples after a long time of slowness.
        if (longAverage > 2 * shortAverage) {
            longAverage *= 0.95;
        }
        if (busy) {
            var gradient = Math.clamp(TOLERANCE * longAverage / shortAverage, 0.5, 1.0);
            var wanted = limit * gradient + QUEUE;
            var smoothed = limit * (1 - SMOOTHING) + wanted * SMOOTHING;
            limit = Math.clamp(smoothed, least, most);
        }
    }

    private double average(double before, double nanos, int window) {
        var weight = 1.0 / Math.min(samples, window);
        return before + (nanos - before) * weight;
    }
}

package dev.souk.cluster.resilience;

import java.time.Duration;

/**
 * How many calls may be under way at once, learnt from how long they take: the limit grows while
 * latency stays near its long-term average and shrinks as it rises (Gradient2 of Netflix'
 * concurrency-limits), and is cut by a tenth where something timed out or was shed. It changes at
 * most twice a second, by what was seen since it last did, as the windowed limit there: else a
 * single crowd, whose answers all come late and together, would cut it down to its least. For one
 * event loop; not safe for use by several threads.
 */
public final class ConcurrencyLimit {

    private static final double TOLERANCE = 1.5;
    private static final double SMOOTHING = 0.2;
    private static final double LOSS_FACTOR = 0.9;
    private static final int QUEUE = 4;
    private static final Duration WINDOW = Duration.ofMillis(500);

    /** Over so many windows latency is averaged in the long term. */
    private static final int LONG_TERM = 600;

    private final int least;
    private final int most;
    private final NanoClock clock;
    private double limit;
    private double longAverage;
    private long windows;
    private int inFlight;
    private long windowBegan;
    private double sum;
    private long samples;
    private boolean busy;
    private boolean lossy;

    public ConcurrencyLimit(int initial, int least, int most) {
        this(initial, least, most, NanoClock.SYSTEM);
    }

    ConcurrencyLimit(int initial, int least, int most, NanoClock clock) {
        if (least < 1 || initial < least || most < initial) {
            throw new IllegalArgumentException("least <= initial <= most");
        }
        this.limit = initial;
        this.least = least;
        this.most = most;
        this.clock = clock;
        this.windowBegan = clock.nanos();
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
        busy |= inFlight * 2 >= limit;
        inFlight--;
        sum += Math.max(1, latency.toNanos());
        samples++;
        learnNowAndThen();
    }

    /** Gives the place back after a timeout or a refusal for load. */
    public void dropped() {
        inFlight--;
        lossy = true;
        learnNowAndThen();
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

    private void learnNowAndThen() {
        if (clock.since(windowBegan).compareTo(WINDOW) >= 0) {
            learn();
            windowBegan = clock.nanos();
            sum = 0;
            samples = 0;
            busy = false;
            lossy = false;
        }
    }

    private void learn() {
        if (samples > 0) {
            average(sum / samples);
        }
        if (lossy) {
            limit = Math.max(least, limit * LOSS_FACTOR);
        } else if (busy) {
            var gradient = Math.clamp(TOLERANCE * longAverage / (sum / samples), 0.5, 1.0);
            var wanted = limit * gradient + QUEUE;
            limit = Math.clamp(limit * (1 - SMOOTHING) + wanted * SMOOTHING, least, most);
        }
    }

    private void average(double latency) {
        windows++;
        longAverage += (latency - longAverage) / Math.min(windows, LONG_TERM);
        // Recovers within some windows after a long time of slowness.
        if (longAverage > 2 * latency) {
            longAverage *= 0.95;
        }
    }
}

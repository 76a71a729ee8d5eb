package dev.souk.cluster.resilience;

import java.time.Duration;

/**
 * A sliding count of calls and faults, in slots of a tenth of its length. Trips when enough calls
 * were seen and more than half of them were faults. Safe for use by several threads.
 */
public final class FaultWindow {

    private static final int SLOTS = 10;

    private final NanoClock clock;
    private final long slotNanos;
    private final int leastCalls;
    private final double share;
    private final long[] calls = new long[SLOTS];
    private final long[] faults = new long[SLOTS];
    private long current;

    /**
     * @param length how far back it looks
     * @param leastCalls how many calls it takes to say anything
     * @param share the share of faults, 0 to 1, above which it trips
     */
    public FaultWindow(NanoClock clock, Duration length, int leastCalls, double share) {
        if (leastCalls < 1 || share < 0 || share >= 1 || length.toNanos() < SLOTS) {
            throw new IllegalArgumentException("a window needs a length, calls and a share");
        }
        this.clock = clock;
        this.slotNanos = length.toNanos() / SLOTS;
        this.leastCalls = leastCalls;
        this.share = share;
        this.current = slotNow();
    }

    /** Counts one call and says whether the window trips with it. */
    public synchronized boolean add(boolean fault) {
        slide();
        var slot = slotOf(current);
        calls[slot]++;
        if (fault) {
            faults[slot]++;
        }
        return fault && tripped();
    }

    /** Whether more than the share of enough calls were faults. */
    public synchronized boolean tripped() {
        slide();
        var seen = sum(calls);
        return seen >= leastCalls && sum(faults) > share * seen;
    }

    /** How many calls lie in the window. */
    public synchronized long calls() {
        slide();
        return sum(calls);
    }

    /** How many faults lie in the window. */
    public synchronized long faults() {
        slide();
        return sum(faults);
    }

    /** Forgets all. */
    public synchronized void clear() {
        for (var slot = 0; slot < SLOTS; slot++) {
            empty(slot);
        }
    }

    private void slide() {
        var now = slotNow();
        var steps = Math.min(now - current, SLOTS);
        for (var step = 1L; step <= steps; step++) {
            empty(slotOf(now - steps + step));
        }
        current = Math.max(current, now);
    }

    private void empty(int slot) {
        calls[slot] = 0;
        faults[slot] = 0;
    }

    private long slotNow() {
        return Math.floorDiv(clock.nanos(), slotNanos);
    }

    private static int slotOf(long index) {
        return (int) Math.floorMod(index, (long) SLOTS);
    }

    private static long sum(long[] slots) {
        var total = 0L;
        for (var slot : slots) {
            total += slot;
        }
        return total;
    }
}

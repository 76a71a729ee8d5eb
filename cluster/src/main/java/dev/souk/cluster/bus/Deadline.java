package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.NanoClock;

import java.time.Duration;

/** The moment until which an answer is worth having, on the monotonic clock of this process. */
public final class Deadline {

    private final NanoClock clock;
    private final long end;

    private Deadline(NanoClock clock, long end) {
        this.clock = clock;
        this.end = end;
    }

    /** The moment so far from now. */
    public static Deadline in(Duration left) {
        return in(left, NanoClock.SYSTEM);
    }

    /** The moment so far from now, on that clock. */
    public static Deadline in(Duration left, NanoClock clock) {
        return new Deadline(clock, clock.nanos() + left.toNanos());
    }

    /** The time that is left; zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - clock.nanos()));
    }

    public boolean isOver() {
        return clock.nanos() >= end;
    }

    /** The earlier of this moment and the one so far from now. */
    public Deadline capped(Duration limit) {
        var capped = clock.nanos() + limit.toNanos();
        return capped - end < 0 ? new Deadline(clock, capped) : this;
    }

    @Override
    public String toString() {
        return left().toMillis() + " ms left";
    }
}

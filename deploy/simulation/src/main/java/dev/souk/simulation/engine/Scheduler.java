package dev.souk.simulation.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The only source of time and order: takes one event after another, and nothing happens between
 * them. Events of one moment come in an order drawn from the seed.
 */
public final class Scheduler {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.<Event>comparingLong(event -> event.nanos)
                            .thenComparingInt(event -> event.tie)
                            .thenComparingLong(event -> event.number));
    private final Chance ties;
    private final Trace trace;
    private long nanos;
    private long numbers;
    private long steps;
    private @Nullable Violation violation;

    /** Something that will happen, unless it is cancelled. */
    public static final class Event {

        private final long nanos;
        private final int tie;
        private final long number;
        private final String where;
        private final String what;
        private final Runnable action;
        private boolean cancelled;

        private Event(
                long nanos, int tie, long number, String where, String what, Runnable action) {
            this.nanos = nanos;
            this.tie = tie;
            this.number = number;
            this.where = where;
            this.what = what;
            this.action = action;
        }

        public void cancel() {
            cancelled = true;
        }
    }

    public Scheduler(Chance ties, Trace trace) {
        this.ties = ties;
        this.trace = trace;
    }

    /**
     * Plans an event.
     *
     * @param where the name of the place where it happens, for the trace
     * @param what what it is, for the trace
     */
    @CanIgnoreReturnValue
    public Event after(Duration delay, String where, String what, Runnable action) {
        var at = nanos + Math.max(0, delay.toNanos());
        var event = new Event(at, ties.nextInt(), numbers++, where, what, action);
        events.add(event);
        return event;
    }

    /** Takes the next event; false where there is none. */
    public boolean step() {
        var event = events.poll();
        while (event != null && event.cancelled) {
            event = events.poll();
        }
        if (event == null) {
            return false;
        }
        nanos = event.nanos;
        steps++;
        trace.add(steps, nanos, event.where, event.what, "");
        event.action.run();
        return true;
    }

    /** Says in the trace what a step brought about. */
    public void note(String where, String what, Object about) {
        trace.add(steps, nanos, where, what, about);
    }

    /**
     * Insists on what must always hold, also where what is thrown goes no further than a future:
     * the first violation is remembered.
     */
    public void insist(boolean holds, String rule, Object what) {
        if (!holds) {
            var broken = new Violation(rule, what);
            if (violation == null) {
                violation = broken;
            }
            throw broken;
        }
    }

    /** Fails if something was broken. */
    public void judge() {
        if (violation != null) {
            throw violation;
        }
    }

    /** How many events have happened. */
    public long steps() {
        return steps;
    }

    /** Nanoseconds since the beginning. */
    public long nanos() {
        return nanos;
    }

    /** The true time, which no node knows exactly. */
    public Instant now() {
        return EPOCH.plusNanos(nanos);
    }
}

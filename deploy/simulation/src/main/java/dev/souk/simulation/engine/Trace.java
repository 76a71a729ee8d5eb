package dev.souk.simulation.engine;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened, step by step: the last of it in words, and all of it as one number, so that two
 * runs can be compared.
 */
public final class Trace {

    private static final int KEPT = 400;
    private static final long PRIME = 0x100000001b3L;

    private final Entry[] last = new Entry[KEPT];
    private final @Nullable PrintStream live;
    private long count;
    private long hash = 0xcbf29ce484222325L;

    private record Entry(long step, long nanos, String where, String what, Object about) {

        @Override
        public String toString() {
            return "%8d %12.6f s  %-12s %s %s".formatted(step, nanos / 1e9, where, what, about);
        }
    }

    /**
     * @param live where each entry is printed at once; null for nowhere
     */
    public Trace(@Nullable PrintStream live) {
        this.live = live;
    }

    void add(long step, long nanos, String where, String what, Object about) {
        mix(nanos);
        mix(where.hashCode());
        mix(what.hashCode());
        var entry = new Entry(step, nanos, where, what, about);
        last[(int) (count++ % KEPT)] = entry;
        if (live != null) {
            live.println(entry);
        }
    }

    /** A number that two runs share only if they took the same steps at the same times. */
    public long hash() {
        return hash;
    }

    /** The last entries, the oldest first. */
    public List<String> tail() {
        var lines = new ArrayList<String>();
        for (var i = Math.max(0, count - KEPT); i < count; i++) {
            lines.add(String.valueOf(last[(int) (i % KEPT)]));
        }
        return lines;
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }
}

package dev.souk.cluster.events;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records of one partition are done, and up to where every one is: only that may be
 * committed, whatever the order in which they end. Offsets may have gaps.
 */
final class OffsetTracker {

    private final TreeSet<Long> open = new TreeSet<>();
    private final Set<Long> done = new HashSet<>();
    private long next = -1;
    private long committed = -1;

    /**
     * A record was taken over.
     *
     * @param offset greater than every offset taken before
     */
    void taken(long offset) {
        if (offset < next) {
            throw new IllegalArgumentException("offset %d after %d".formatted(offset, next - 1));
        }
        if (next < 0) {
            committed = offset;
        }
        open.add(offset);
        next = offset + 1;
    }

    /** A record is done, or needs nothing done. */
    void done(long offset) {
        if (!open.contains(offset) || !done.add(offset)) {
            throw new IllegalArgumentException("offset %d is not under way".formatted(offset));
        }
        while (!open.isEmpty() && done.remove(open.first())) {
            open.pollFirst();
        }
    }

    /** Where to go on after a restart; empty where that has not moved since the last commit. */
    OptionalLong committable() {
        var position = open.isEmpty() ? next : open.first();
        return position > committed ? OptionalLong.of(position) : OptionalLong.empty();
    }

    /** The broker has it. */
    void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    /** How many records are taken and not known to be committable. */
    int open() {
        return open.size();
    }
}

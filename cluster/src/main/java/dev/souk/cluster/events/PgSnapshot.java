package dev.souk.cluster.events;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which transactions a statement saw, as {@code pg_current_snapshot()} says it.
 *
 * @param oldest every transaction before this one had ended
 * @param next this one and all after it had not begun
 * @param running those between that had not ended
 */
record PgSnapshot(long oldest, long next, Set<Long> running) {

    private static final long EPOCH = 1L << 32;

    PgSnapshot {
        running = Set.copyOf(running);
    }

    /** Reads {@code xmin:xmax:xip,xip,…}. */
    static PgSnapshot parse(String text) {
        var parts = text.split(":", -1);
        return new PgSnapshot(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Stream.of(parts[2].split(",", -1))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()));
    }

    /**
     * Whether the snapshot holds what this transaction wrote, given that it committed.
     *
     * @param xid the lower 32 bits of its id, as the log has them; no farther than 2^31 from this
     *     snapshot
     */
    boolean sees(int xid) {
        var id = whole(xid);
        return id < oldest || (id < next && !running.contains(id));
    }

    private long whole(int xid) {
        var id = (next & -EPOCH) | Integer.toUnsignedLong(xid);
        if (id - next > EPOCH / 2) {
            return id - EPOCH;
        }
        return next - id > EPOCH / 2 ? id + EPOCH : id;
    }
}

package dev.souk.simulation.postgres;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Who holds which row, and who waits for it, in order of arrival. */
final class Locks {

    private final Map<Object, Tx> holders = new HashMap<>();
    private final Map<Object, Queue<Waiting>> waiting = new HashMap<>();
    private final Map<Tx, Object> waitsFor = new HashMap<>();

    private record Waiting(Tx tx, Runnable granted) {}

    /** Whether the row is the transaction's now; else it is told when it is. */
    boolean take(Tx tx, Object row, Runnable granted) {
        var holder = holders.putIfAbsent(row, tx);
        if (holder == null || holder.equals(tx)) {
            tx.holds(row);
            return true;
        }
        waitsFor.put(tx, row);
        waiting.computeIfAbsent(row, _ -> new ArrayDeque<>()).add(new Waiting(tx, granted));
        return false;
    }

    Optional<Tx> holder(Object row) {
        return Optional.ofNullable(holders.get(row));
    }

    /** Who holds the row that the transaction waits for. */
    Optional<Tx> inTheWayOf(Tx tx) {
        return Optional.ofNullable(waitsFor.get(tx)).map(holders::get);
    }

    /** Whether the transaction waits, over others, for itself. */
    boolean isDeadlocked(Tx tx) {
        var seen = new HashSet<Tx>();
        var next = inTheWayOf(tx);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(tx)) {
                return true;
            }
            next = inTheWayOf(next.get());
        }
        return false;
    }

    /** Lets go of all that the transaction holds or waits for. */
    void release(Tx tx) {
        var row = waitsFor.remove(tx);
        if (row != null) {
            waiting.getOrDefault(row, new ArrayDeque<>()).removeIf(one -> one.tx().equals(tx));
        }
        for (var held : tx.rows()) {
            if (holders.remove(held, tx)) {
                handOn(held);
            }
        }
    }

    /** Forgets everything. */
    void clear() {
        holders.clear();
        waiting.clear();
        waitsFor.clear();
    }

    private void handOn(Object row) {
        var queue = waiting.get(row);
        var next = queue == null ? null : queue.poll();
        if (queue != null && queue.isEmpty()) {
            waiting.remove(row);
        }
        if (next != null) {
            holders.put(row, next.tx());
            next.tx().holds(row);
            waitsFor.remove(next.tx());
            next.granted().run();
        }
    }
}

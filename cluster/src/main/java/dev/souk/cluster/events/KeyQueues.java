package dev.souk.cluster.events;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * What waits to be handled, in order within each key and in any order between keys: a key has at
 * most one item under way, and one that waits for its next attempt holds up its key only.
 */
final class KeyQueues<K, T> {

    private final Map<K, Deque<T>> queues = new HashMap<>();
    private final Deque<K> ready = new ArrayDeque<>();
    private final PriorityQueue<Paused<K>> paused =
            new PriorityQueue<>(Comparator.comparing(Paused::until));
    private int size;

    private record Paused<K>(K key, Instant until) {}

    void add(K key, T item) {
        var queue = queues.get(key);
        if (queue == null) {
            queue = new ArrayDeque<>();
            queues.put(key, queue);
            ready.add(key);
        }
        queue.add(item);
        size++;
    }

    /**
     * The first item of a key that is free, which is then under way until {@link #done} or {@link
     * #pause}.
     */
    Optional<T> next(Instant now) {
        while (!paused.isEmpty() && !paused.peek().until().isAfter(now)) {
            ready.add(paused.remove().key());
        }
        return Optional.ofNullable(ready.poll()).map(queues::get).map(Deque::peek);
    }

    /** The key's first item is done with. */
    void done(K key) {
        var queue = Objects.requireNonNull(queues.get(key));
        queue.remove();
        size--;
        if (queue.isEmpty()) {
            queues.remove(key);
        } else {
            ready.add(key);
        }
    }

    /** The key's first item is to be tried again. */
    void pause(K key, Instant until) {
        paused.add(new Paused<>(key, until));
    }

    /** When the next paused key becomes free; empty where none is paused. */
    Optional<Instant> nextDue() {
        return Optional.ofNullable(paused.peek()).map(Paused::until);
    }

    /**
     * Drops the keys that match, and returns their items; no key of these may be ended any more.
     */
    List<T> drop(Predicate<K> keys) {
        ready.removeIf(keys);
        paused.removeIf(waiting -> keys.test(waiting.key()));
        var gone = queues.keySet().stream().filter(keys).toList();
        var dropped = gone.stream().map(queues::remove).flatMap(Deque::stream).toList();
        size -= dropped.size();
        return dropped;
    }

    /** How many items wait or are under way. */
    int size() {
        return size;
    }
}

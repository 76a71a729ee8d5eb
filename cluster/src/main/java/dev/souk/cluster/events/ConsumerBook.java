package dev.souk.cluster.events;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bookkeeping of a consumer: what was taken, what is under way, what may be committed. It does
 * nothing itself, and knows no clock, thread or broker. Not for several threads.
 *
 * @param <P> what names a partition
 * @param <R> a record
 */
final class ConsumerBook<P, R> {

    /**
     * One record on its way; equal only to itself.
     *
     * <p>It knows the offsets of the assignment in which it was taken, so that what ends after its
     * partition was revoked changes nothing.
     */
    static final class Delivery<P, R> {

        private final P partition;
        private final String key;
        private final long offset;
        private final R record;
        private final long bytes;
        private final OffsetTracker offsets;
        private boolean queued = true;
        private int attempts;
        private int failures;

        private Delivery(
                P partition, String key, long offset, R record, long bytes, OffsetTracker offsets) {
            this.partition = partition;
            this.key = key;
            this.offset = offset;
            this.record = record;
            this.bytes = bytes;
            this.offsets = offsets;
        }

        R record() {
            return record;
        }

        /** Which attempt is under way, from 1. */
        int attempt() {
            return attempts;
        }

        /** How many attempts have failed because of the record itself. */
        int failures() {
            return failures;
        }

        /** So has the one that is under way. */
        void failedByItself() {
            failures++;
        }
    }

    private record Lane<P>(P partition, String key) {}

    private final Map<P, OffsetTracker> partitions = new HashMap<>();
    private final KeyQueues<Lane<P>, Delivery<P, R>> queues = new KeyQueues<>();
    private final Set<Delivery<P, R>> underWay = new HashSet<>();
    private final int parallel;
    private long bytes;

    /**
     * @param parallel how many records may be under way at once
     */
    ConsumerBook(int parallel) {
        this.parallel = parallel;
    }

    /** Takes a record over, in the order of the partition's offsets. */
    void take(P partition, String key, long offset, R record, long size) {
        var offsets = partitions.computeIfAbsent(partition, _ -> new OffsetTracker());
        offsets.taken(offset);
        bytes += size;
        queues.add(
                new Lane<>(partition, key),
                new Delivery<>(partition, key, offset, record, size, offsets));
    }

    /** A record to handle now; empty where all places are taken or no key is free. */
    Optional<Delivery<P, R>> next(Instant now) {
        if (underWay.size() >= parallel) {
            return Optional.empty();
        }
        var next = queues.next(now);
        next.ifPresent(
                delivery -> {
                    delivery.attempts++;
                    underWay.add(delivery);
                });
        return next;
    }

    /** The record has had its effect, needs none, or is parked. */
    void done(Delivery<P, R> delivery) {
        underWay.remove(delivery);
        if (delivery.offsets.equals(partitions.get(delivery.partition))) {
            delivery.offsets.done(delivery.offset);
        }
        if (delivery.queued) {
            queues.done(laneOf(delivery));
        }
        bytes -= delivery.bytes;
    }

    /** The attempt failed; the record's key waits until the given time. */
    void retry(Delivery<P, R> delivery, Instant until) {
        underWay.remove(delivery);
        if (delivery.queued) {
            queues.pause(laneOf(delivery), until);
        } else {
            bytes -= delivery.bytes;
        }
    }

    /** When a paused key becomes free. */
    Optional<Instant> nextDue() {
        return queues.nextDue();
    }

    /** The offsets to go on from, of the partitions where they have moved since the last commit. */
    Map<P, Long> committable() {
        var moved = new HashMap<P, Long>();
        partitions.forEach(
                (partition, offsets) ->
                        offsets.committable().ifPresent(offset -> moved.put(partition, offset)));
        return moved;
    }

    /** The broker has these. */
    void committed(Map<P, Long> offsets) {
        offsets.forEach(
                (partition, offset) ->
                        Optional.ofNullable(partitions.get(partition))
                                .ifPresent(tracker -> tracker.committed(offset)));
    }

    /** Begins nothing more of these partitions; what is under way goes on, and counts. */
    void suspend(Collection<P> revoked) {
        for (var dropped : queues.drop(lane -> revoked.contains(lane.partition()))) {
            dropped.queued = false;
            bytes -= underWay.contains(dropped) ? 0 : dropped.bytes;
        }
    }

    /**
     * Forgets the partitions: another member has them, or they come again from the committed place.
     */
    void forget(Collection<P> revoked) {
        suspend(revoked);
        revoked.forEach(partitions::remove);
    }

    /** How many records of the partitions are under way. */
    long underWay(Collection<P> of) {
        return underWay.stream().filter(delivery -> of.contains(delivery.partition)).count();
    }

    /** How many records wait or are under way. */
    int backlog() {
        return queues.size();
    }

    /** How much memory they hold, roughly. */
    long bytes() {
        return bytes;
    }

    private static <P> Lane<P> laneOf(Delivery<P, ?> delivery) {
        return new Lane<>(delivery.partition, delivery.key);
    }
}

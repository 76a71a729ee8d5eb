package dev.souk.cluster.node;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Notices that partitions of the cluster take no writes. Hazelcast closes a partition while it
 * moves, and was seen to leave some closed for minutes, after the oldest member had fallen silent
 * just as another came back: what nodes subscribe to could not be registered there.
 *
 * <p>Each member writes to the partitions that it owns, and the oldest, which directs the moves, to
 * all. Who finds its own closed for long is the one whose going opens them again, at the next
 * owner; who directs goes where that hasn't helped. Time is counted in looks, so that a process
 * which slept finds nobody late.
 */
final class PartitionWatch {

    /** A map without backups, so that only the owner of a partition is asked. */
    static final String MAP = "souk.pulse";

    /** From one look to the next. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWatch.class);

    private final HazelcastInstance hazelcast;
    private final Limits limits;
    private final Runnable onStuck;
    private final Map<Integer, String> keys = new HashMap<>();
    private final Map<Integer, Pulse> pulses = new ConcurrentHashMap<>();

    /**
     * How many looks a partition may take no writes.
     *
     * @param own one that this member owns
     * @param any any, where this member is the oldest
     */
    record Limits(int own, int any) {

        private static final int OWN = 7;
        private static final int SCATTER = 6;
        private static final int ANY = 18;

        /**
         * From half a minute to a minute, and a minute and a half. Members that are stuck together
         * should not go together: two backups survive two of them.
         *
         * @param scatter from 0 to 1
         */
        static Limits scattered(double scatter) {
            return new Limits(OWN + (int) (scatter * SCATTER), ANY);
        }
    }

    /** A write that is under way, or is over. */
    private record Pulse(CompletableFuture<?> write, int looks) {

        boolean isAnswered() {
            return write.isDone() && !write.isCompletedExceptionally();
        }
    }

    /**
     * @param onStuck runs once, on the watch's own thread
     */
    PartitionWatch(HazelcastInstance hazelcast, Limits limits, Runnable onStuck) {
        this.hazelcast = hazelcast;
        this.limits = limits;
        this.onStuck = onStuck;
    }

    /** Watches on a thread of its own for as long as the member runs, or until it is stuck. */
    void start() {
        Thread.ofVirtual().name("souk-partition-watch").start(this::watch);
    }

    private void watch() {
        try {
            do {
                Thread.sleep(PERIOD);
            } while (hazelcast.getLifecycleService().isRunning() && !look());
        } catch (HazelcastInstanceNotActiveException left) {
            // The member ended, and the watch with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once; whether this member is stuck, which it has then been told. */
    boolean look() {
        var local = hazelcast.getCluster().getLocalMember();
        var oldest = hazelcast.getCluster().getMembers().iterator().next().equals(local);
        for (var partition : hazelcast.getPartitionService().getPartitions()) {
            var mine = local.equals(partition.getOwner());
            if (!mine && !oldest) {
                pulses.remove(partition.getPartitionId());
            } else if (looksInVain(partition) >= (mine ? limits.own() : limits.any())) {
                LOG.atError()
                        .addKeyValue("partitions", closed())
                        .log("partitions take no writes; this node makes room for others");
                onStuck.run();
                return true;
            }
        }
        return false;
    }

    private int looksInVain(Partition partition) {
        return pulses.compute(partition.getPartitionId(), this::next).looks();
    }

    private Pulse next(int partition, Pulse before) {
        if (before == null || before.isAnswered()) {
            return new Pulse(write(partition), 0);
        }
        var write = before.write().isDone() ? write(partition) : before.write();
        return new Pulse(write, before.looks() + 1);
    }

    private CompletableFuture<?> write(int partition) {
        try {
            IMap<String, Integer> map = hazelcast.getMap(MAP);
            var key = keys.computeIfAbsent(partition, this::keyOf);
            return map.setAsync(key, partition).toCompletableFuture();
        } catch (HazelcastException unable) {
            return CompletableFuture.failedFuture(unable);
        }
    }

    private String keyOf(int partition) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(Integer::toString)
                .filter(key -> partitionOf(key) == partition)
                .findFirst()
                .orElseThrow();
    }

    private int partitionOf(String key) {
        return hazelcast.getPartitionService().getPartition(key).getPartitionId();
    }

    /** The partitions with a write that is not answered, and has not been at the last look. */
    Set<Integer> closed() {
        return silent(1);
    }

    /** The partitions with a write that is not answered, and has not been for so many looks. */
    Set<Integer> silent(int looks) {
        return pulses.entrySet().stream()
                .filter(entry -> entry.getValue().looks() >= looks)
                .filter(entry -> !entry.getValue().isAnswered())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

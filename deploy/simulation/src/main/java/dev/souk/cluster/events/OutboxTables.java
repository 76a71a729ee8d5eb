package dev.souk.cluster.events;

import dev.souk.cluster.events.OutboxRows.Waiting;
import dev.souk.simulation.engine.Scheduler;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a service's database, as far as its events go. */
@NullMarked
final class OutboxTables {

    /** A shard's lease. */
    record Lease(@Nullable String owner, Instant until, long epoch) {}

    final Map<Integer, Lease> shards = new TreeMap<>();
    final Map<String, Instant> relays = new HashMap<>();
    final TreeMap<Long, Waiting> rows = new TreeMap<>();
    final Map<String, Long> versions = new TreeMap<>();

    private final Scheduler scheduler;
    private long ids;

    OutboxTables(Scheduler scheduler) {
        this.scheduler = scheduler;
        for (var shard = 0; shard < OutboundRecord.SHARDS; shard++) {
            shards.put(shard, new Lease(null, Instant.MIN, 0));
        }
    }

    /** The next value of the sequence, which is given out whatever becomes of the transaction. */
    long nextId() {
        return ++ids;
    }

    /** An aggregate's new version, and the event that tells of it. */
    void write(String aggregate, long version, Waiting row) {
        scheduler.insist(
                versions.getOrDefault(aggregate, 0L) + 1 == version,
                "versions are counted under a lock",
                aggregate);
        versions.put(aggregate, version);
        rows.put(row.id(), row);
    }
}

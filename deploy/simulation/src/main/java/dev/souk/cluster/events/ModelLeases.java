package dev.souk.cluster.events;

import dev.souk.cluster.events.OutboxTables.Lease;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;

import io.vertx.core.Future;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The leases of shards, as {@code ShardLeases} keeps them. */
@NullMarked
final class ModelLeases implements PollingRelay.Leases {

    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final OutboxTables tables;
    private final Postgres postgres;
    private final Node client;
    private final String owner;

    ModelLeases(OutboxTables tables, Postgres postgres, Node client) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
        this.owner = client.id();
    }

    @Override
    public Future<Held> renew() {
        return postgres.query(client, "renew", this::renewAll);
    }

    private Held renewAll() {
        var now = postgres.now();
        tables.relays.put(owner, now.plus(LENGTH));
        var alive = tables.relays.values().stream().filter(now::isBefore).count();
        var share = (int) Math.ceil((double) OutboundRecord.SHARDS / Math.max(1, alive));
        var epochs = new TreeMap<Integer, Long>();
        tables.shards.forEach((shard, lease) -> renew(shard, lease, epochs));
        for (var shard : List.copyOf(tables.shards.keySet())) {
            if (epochs.size() < share) {
                take(shard, now, epochs);
            }
        }
        return new Held(epochs, share);
    }

    private void renew(int shard, Lease lease, Map<Integer, Long> epochs) {
        if (owner.equals(lease.owner())) {
            tables.shards.replace(
                    shard, new Lease(owner, postgres.now().plus(LENGTH), lease.epoch()));
            epochs.put(shard, lease.epoch());
        }
    }

    private void take(int shard, Instant now, Map<Integer, Long> epochs) {
        var lease = tables.shards.getOrDefault(shard, new Lease(null, Instant.MIN, 0));
        if (lease.until().isBefore(now) && !owner.equals(lease.owner())) {
            tables.shards.put(shard, new Lease(owner, now.plus(LENGTH), lease.epoch() + 1));
            epochs.put(shard, lease.epoch() + 1);
        }
    }

    @Override
    public Future<Void> release(Collection<Integer> shards) {
        var given = List.copyOf(shards);
        return postgres.query(client, "release", () -> releaseAll(given)).mapEmpty();
    }

    private boolean releaseAll(List<Integer> given) {
        given.forEach(shard -> tables.shards.computeIfPresent(shard, (_, lease) -> freed(lease)));
        return true;
    }

    private Lease freed(Lease lease) {
        return owner.equals(lease.owner()) ? new Lease(null, Instant.MIN, lease.epoch()) : lease;
    }

    @Override
    public Future<Void> leave() {
        return postgres.query(client, "leave", () -> tables.relays.remove(owner) != null)
                .mapEmpty();
    }

    @Override
    public Future<Void> sweep() {
        return postgres.query(
                        client,
                        "sweep",
                        () -> tables.relays.values().removeIf(until -> isLongOver(until)))
                .mapEmpty();
    }

    private boolean isLongOver(Instant until) {
        return until.isBefore(postgres.now().minus(Duration.ofMinutes(1)));
    }
}

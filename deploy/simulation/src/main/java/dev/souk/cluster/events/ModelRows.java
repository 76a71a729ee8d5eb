package dev.souk.cluster.events;

import dev.souk.cluster.events.OutboxRows.Waiting;
import dev.souk.simulation.Bug;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;

import io.vertx.core.Future;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The outbox as one node's relay sees it. */
@NullMarked
final class ModelRows implements PollingRelay.Rows {

    private final OutboxTables tables;
    private final Postgres postgres;
    private final Node client;
    private final Chance chance;
    private final Set<Bug> bugs;
    private final Map<Integer, Long> cursors = new HashMap<>();

    ModelRows(OutboxTables tables, Postgres postgres, Node client, Chance chance, Set<Bug> bugs) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
        this.chance = chance;
        this.bugs = bugs;
    }

    @Override
    public Future<List<Waiting>> first(int shard, int limit) {
        return postgres.query(client, "first rows", () -> rows(shard, limit));
    }

    private List<Waiting> rows(int shard, int limit) {
        var after = bugs.contains(Bug.CURSOR_ON_IDS) ? cursors.getOrDefault(shard, 0L) : 0L;
        return tables.rows.tailMap(after, false).values().stream()
                .filter(row -> row.record().shard() == shard)
                .limit(Math.min(limit, 5))
                .toList();
    }

    @Override
    public Future<Boolean> delete(int shard, List<Waiting> sent) {
        return postgres.query(
                client,
                "delete rows",
                () -> {
                    remove(shard, sent);
                    return !rows(shard, 1).isEmpty();
                });
    }

    private void remove(int shard, List<Waiting> sent) {
        cursors.put(shard, sent.getLast().id());
        if (bugs.contains(Bug.OUTBOX_ROW_LOST) && chance.perMille(20)) {
            var next = tables.rows.higherKey(sent.getLast().id());
            if (next != null) {
                tables.rows.remove(next);
            }
        }
        sent.forEach(row -> tables.rows.remove(row.id()));
    }

    @Override
    public Future<Set<Integer>> filled(Collection<Integer> shards) {
        var mine = new TreeSet<>(shards);
        return postgres.query(
                client,
                "filled",
                () -> {
                    var filled = new TreeSet<Integer>();
                    tables.rows.values().forEach(row -> filled.add(row.record().shard()));
                    filled.retainAll(mine);
                    return filled;
                });
    }

    @Override
    public Future<Duration> age() {
        return Future.succeededFuture(Duration.ZERO);
    }
}

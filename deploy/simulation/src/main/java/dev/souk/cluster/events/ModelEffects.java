package dev.souk.cluster.events;

import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Expected;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a group does with its events: counts each aggregate's, in one transaction with the note that
 * the event was seen, as {@code EventEffects} does; and parks what can't be handled.
 */
@NullMarked
final class ModelEffects {

    /** The rows of the group's database. */
    static final class Tables {
        final Set<UUID> seen = new HashSet<>();
        final Map<String, Long> counts = new TreeMap<>();
        final Map<String, List<Long>> parked = new TreeMap<>();
        final Set<UUID> parkedIds = new HashSet<>();
    }

    /** A key's row among the parked. */
    private record ParkedKey(String key) {}

    private enum Standing {
        NEW,
        SEEN,
        PARKED
    }

    private final Ground ground;
    private final Tables tables;
    private final Postgres postgres;
    private final Set<String> poisoned;

    /**
     * @param poisoned the events that can't be handled, as key and version
     */
    ModelEffects(Ground ground, Tables tables, Postgres postgres, Set<String> poisoned) {
        this.ground = ground;
        this.tables = tables;
        this.postgres = postgres;
        this.poisoned = poisoned;
    }

    /** The effects as one node brings them about. */
    ConsumerWork.Outcome at(Node node) {
        return new ConsumerWork.Outcome() {
            @Override
            public Future<Void> apply(InboundRecord record) {
                return postgres.transaction(node, tx -> handle(tx, node, record));
            }

            @Override
            public Future<Void> park(InboundRecord record, Throwable failure, int attempts) {
                return postgres.transaction(node, tx -> parkKey(tx, record));
            }
        };
    }

    private Future<Void> handle(Tx tx, Node node, InboundRecord record) {
        var keys = List.of(new ParkedKey(record.key()), record.id());
        return tx.lock("note", keys, () -> standing(record))
                .compose(standing -> handle(tx, node, record, standing));
    }

    private Standing standing(InboundRecord record) {
        if (tables.seen.contains(record.id())) {
            return Standing.SEEN;
        }
        var isParked =
                tables.parked.containsKey(record.key()) && !ground.has(Bug.PARKED_WITHOUT_ITS_KEY);
        return isParked ? Standing.PARKED : Standing.NEW;
    }

    private Future<Void> handle(Tx tx, Node node, InboundRecord record, Standing standing) {
        return switch (standing) {
            case SEEN -> Future.succeededFuture();
            case PARKED -> add(tx, record);
            case NEW -> effect(tx, node, record);
        };
    }

    private Future<Void> effect(Tx tx, Node node, InboundRecord record) {
        var version = versionOf(record);
        if (poisoned.contains(record.key() + "/" + version)) {
            return Future.failedFuture(new Expected("poison"));
        }
        if (ground.chance().perMille(20)) {
            return Future.failedFuture(ServiceFailure.unavailable("away", Duration.ofSeconds(1)));
        }
        tx.write(() -> count(record.key(), version));
        if (ground.has(Bug.INBOX_OUTSIDE_THE_TRANSACTION)) {
            node.after(Duration.ofMillis(50), "note seen", () -> tables.seen.add(record.id()));
        } else {
            tx.write(() -> tables.seen.add(record.id()));
        }
        return Future.succeededFuture();
    }

    private void count(String key, long version) {
        ground.scheduler()
                .insist(
                        tables.counts.getOrDefault(key, 0L) + 1 == version,
                        "each effect happens once and in order",
                        key + " " + version + " after " + tables.counts.get(key));
        tables.counts.put(key, version);
    }

    private Future<Void> parkKey(Tx tx, InboundRecord record) {
        return tx.lock("park", List.of(new ParkedKey(record.key()), record.id()), () -> true)
                .compose(_ -> add(tx, record));
    }

    private Future<Void> add(Tx tx, InboundRecord record) {
        tx.write(
                () -> {
                    if (!tables.seen.contains(record.id()) && tables.parkedIds.add(record.id())) {
                        tables.parked
                                .computeIfAbsent(record.key(), _ -> new ArrayList<>())
                                .add(versionOf(record));
                    }
                });
        return Future.succeededFuture();
    }

    private static long versionOf(InboundRecord record) {
        return record.envelope().orElseThrow().version().orElseThrow();
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.events.OutboxRows.Waiting;
import dev.souk.contract.Event;
import dev.souk.contract.Ids;
import dev.souk.simulation.Ground;
import dev.souk.simulation.World;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Faults;
import dev.souk.simulation.engine.LoopVertx;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Violation;
import dev.souk.simulation.engine.Weather;
import dev.souk.simulation.postgres.Postgres;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events on their way from the outbox to their effects: the real relay and the real bookkeeping of
 * consumers, over models of the databases and of Kafka. It stands in their package since they are
 * nobody else's business.
 */
@NullMarked
public final class EventsWorld implements World {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration WRITE_EVERY = Duration.ofMillis(150);

    private final Ground ground;
    private final Chance chance;
    private final OutboxTables outbox;
    private final Postgres source;
    private final ModelKafka kafka;
    private final ModelGroup group;
    private final ModelEffects.Tables effects = new ModelEffects.Tables();
    private final Postgres sink;
    private final ModelEffects handler;
    private final Set<String> poisoned = new HashSet<>();
    private final List<Node> writers = new ArrayList<>();
    private final List<Node> readers = new ArrayList<>();
    private final Map<Node, Relay> relays = new HashMap<>();
    private final List<String> aggregates = new ArrayList<>();
    private final Ids ids;
    private final Faults faults;
    private final Duration storm;
    private boolean isStormy = true;

    public EventsWorld(Ground ground) {
        this.ground = ground;
        this.chance = ground.chance();
        var scheduler = ground.scheduler();
        outbox = new OutboxTables(scheduler);
        source = new Postgres("source-db", ground.network(), scheduler, chance.split());
        sink = new Postgres("sink-db", ground.network(), scheduler, chance.split());
        kafka = new ModelKafka(ground, chance.between(1, 6));
        group = new ModelGroup(scheduler, kafka.partitions());
        handler = new ModelEffects(ground, effects, sink, poisoned);
        ids = new Ids(scheduler::now, chance.split());
        faults = new Faults(chance.split());
        storm = chance.between(Duration.ofSeconds(8), Duration.ofSeconds(30));
    }

    @Override
    public void begin() {
        for (var i = chance.between(1, 12); i > 0; i--) {
            aggregates.add("aggregate-" + i);
        }
        if (chance.perMille(300)) {
            poisoned.add(chance.of(aggregates) + "/" + chance.between(1, 5));
        }
        for (var i = chance.between(1, 3); i > 0; i--) {
            writers.add(new Node("writer-" + i, ground.scheduler()));
        }
        for (var i = chance.between(1, 3); i > 0; i--) {
            readers.add(new Node("reader-" + i, ground.scheduler()));
        }
        writers.forEach(this::startWriter);
        readers.forEach(this::startReader);
        ground.network().become(Weather.storm(chance));
        addFaults();
    }

    private void addFaults() {
        faults.add(3, () -> crash(chance.of(writers), this::startWriter));
        faults.add(3, () -> crash(chance.of(readers), this::startReader));
        faults.add(2, () -> chance.of(writers).stopFor(aWhile()));
        faults.add(2, () -> chance.of(readers).stopFor(aWhile()));
        faults.add(1, () -> leave(chance.of(writers)));
        faults.add(1, () -> crash(source));
        faults.add(1, () -> crash(sink));
        faults.add(2, () -> crash(kafka.node(), Node::start));
        faults.add(1, () -> cut(chance.of(writers), kafka.node()));
        faults.add(1, () -> cut(chance.of(readers), kafka.node()));
        faults.add(1, () -> ground.network().become(Weather.storm(chance)));
    }

    private Duration aWhile() {
        return chance.between(Duration.ofMillis(100), Duration.ofSeconds(12));
    }

    private void crash(Node node, java.util.function.Consumer<Node> start) {
        if (node.isUp()) {
            node.crash();
            later("start", () -> start.accept(node));
        }
    }

    private void crash(Node writer, int life) {
        if (writer.life() == life) {
            crash(writer, this::startWriter);
        }
    }

    private void crash(Postgres server) {
        if (server.node().isUp()) {
            server.crash();
            later("start", server.node()::start);
        }
    }

    private void leave(Node writer) {
        var relay = relays.get(writer);
        if (relay != null && writer.isUp() && !writer.isStopped()) {
            var life = writer.life();
            writer.after(DRAIN, "drained", () -> crash(writer, life));
            relay.stop().onComplete(_ -> crash(writer, life));
        }
    }

    private void cut(Node one, Node other) {
        ground.network().cut(one, other);
        later("mend", ground.network()::mend);
    }

    private void later(String what, Runnable action) {
        var outage = chance.between(Duration.ofMillis(10), Duration.ofSeconds(4));
        ground.scheduler().after(outage, "world", what, action);
    }

    private void startWriter(Node node) {
        if (!node.isUp()) {
            node.start();
        }
        var parts =
                new PollingRelay.Parts(
                        new ModelLeases(outbox, source, node),
                        new ModelRows(outbox, source, node, chance.split(), ground.bugs()),
                        shard -> kafka.open(node, shard),
                        chance.split());
        var relay = new PollingRelay(LoopVertx.of(node), parts, new RelayAccount(_ -> {}));
        relays.put(node, relay);
        relay.start();
        node.after(WRITE_EVERY, "write", () -> write(node));
    }

    private void startReader(Node node) {
        if (!node.isUp()) {
            node.start();
        }
        var member = new ModelMember(ground, node, kafka, group, handler.at(node));
        ground.scheduler().note(node.name(), "joins", member);
    }

    private void write(Node node) {
        if (isStormy) {
            for (var i = chance.between(1, 3); i > 0; i--) {
                var aggregate = chance.of(aggregates);
                source.transaction(node, tx -> append(tx, aggregate))
                        .onSuccess(shard -> wake(node, shard))
                        .onFailure(_ -> ground.scheduler().note(node.name(), "not", aggregate));
            }
            node.after(WRITE_EVERY, "write", () -> write(node));
        }
    }

    private void wake(Node node, int shard) {
        var relay = relays.get(node);
        if (relay != null && chance.perMille(500)) {
            relay.wake(Set.of(shard));
        }
    }

    /** The row's number is drawn before the commit, as a sequence's is. */
    private Future<Integer> append(Tx tx, String aggregate) {
        return tx.lock(
                        "hold aggregate",
                        List.of(aggregate),
                        () -> outbox.versions.getOrDefault(aggregate, 0L) + 1)
                .compose(
                        version ->
                                tx.read("insert row", outbox::nextId)
                                        .map(id -> write(tx, id, aggregate, version)));
    }

    private int write(Tx tx, long id, String aggregate, long version) {
        var event =
                new Event<>(
                        ids.next(),
                        "test.happened",
                        1,
                        aggregate,
                        version,
                        ground.scheduler().now(),
                        "");
        var record =
                new OutboundRecord(
                        ModelKafka.TOPIC,
                        aggregate,
                        CloudEvents.headers("test", event, ""),
                        Buffer.buffer());
        tx.write(() -> outbox.write(aggregate, version, new Waiting(id, record)));
        return record.shard();
    }

    @Override
    public Duration storm() {
        return storm;
    }

    @Override
    public void heal() {
        isStormy = false;
        faults.end();
        ground.network().mend();
        ground.network().become(Weather.calm());
    }

    @Override
    public void check() {
        faults.mayStrike();
    }

    @Override
    public boolean isQuiet() {
        return outbox.rows.isEmpty()
                && kafka.partitions().stream().allMatch(this::isCommitted)
                && writers.stream().allMatch(Node::isUp);
    }

    private boolean isCommitted(TopicPartition partition) {
        return group.committed(partition) == kafka.end(partition);
    }

    @Override
    public void verify() {
        Violation.unless(
                kafka.lastVersions().equals(outbox.versions),
                "every event leaves",
                kafka.lastVersions() + " of " + outbox.versions);
        outbox.versions.forEach(this::verify);
    }

    private void verify(String aggregate, long versions) {
        var effected = effects.counts.getOrDefault(aggregate, 0L);
        var parked = effects.parked.getOrDefault(aggregate, List.of());
        for (var i = 0; i < parked.size(); i++) {
            Violation.unless(
                    parked.get(i) == effected + i + 1, "what is parked is in order", parked);
        }
        Violation.unless(
                effected + parked.size() == versions,
                "every event has its effect, or is parked",
                aggregate + " " + effected + " and " + parked + " of " + versions);
        Violation.unless(
                parked.isEmpty() || poisoned.contains(aggregate + "/" + (effected + 1)),
                "only what is poisoned is parked, and its key",
                aggregate + " " + parked);
    }

    @Override
    public String toString() {
        return "outbox %s, kafka %s, %s"
                .formatted(outbox.rows.keySet(), kafka.lastVersions(), group);
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.time.Timers;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.LoopVertx;
import dev.souk.simulation.engine.Node;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One life of a member of the group: does what {@code ConsumerLoop} does with its thread and its
 * client, so that the real {@link ConsumerWork} is driven as that drives it.
 */
@NullMarked
final class ModelMember {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int AT_ONCE = 20;

    private static final Comparator<TopicPartition> BY_NUMBER =
            Comparator.comparingInt(TopicPartition::partition);

    private final Ground ground;
    private final Node node;
    private final String id;
    private final ModelKafka kafka;
    private final ModelGroup group;
    private final ConsumerWork work;
    private final Map<TopicPartition, Long> positions = new TreeMap<>(BY_NUMBER);
    private final Map<TopicPartition, Long> sent = new HashMap<>();
    private boolean isBusy;
    private long heartbeats;

    ModelMember(
            Ground ground,
            Node node,
            ModelKafka kafka,
            ModelGroup group,
            ConsumerWork.Outcome outcome) {
        this.ground = ground;
        this.node = node;
        this.id = node.id();
        this.kafka = kafka;
        this.group = group;
        var vertx = LoopVertx.of(node);
        this.work =
                new ConsumerWork(
                        vertx, outcome, new FailurePolicy(ground.chance().split()), node::now);
        var timers = new Timers(vertx);
        timers.after(Duration.ofMillis(1), this::heartbeat);
        timers.every(HEARTBEAT, this::heartbeat);
        timers.every(POLL, this::poll);
        timers.every(COMMIT, this::commit);
    }

    private <T> Future<T> ask(String what, java.util.function.Supplier<T> question) {
        return ground.network()
                .ask(
                        node,
                        kafka.node(),
                        what,
                        WITHIN,
                        () -> Future.succeededFuture(question.get()));
    }

    private Future<Void> heartbeat() {
        var number = ++heartbeats;
        var has = Set.copyOf(positions.keySet());
        return ask("heartbeat", () -> group.heartbeat(id, number, has))
                .compose(this::hear)
                .otherwiseEmpty();
    }

    private Future<Void> hear(ModelGroup.Standing standing) {
        if (isBusy) {
            return Future.succeededFuture();
        }
        if (!standing.isKnown() && !positions.isEmpty()) {
            var lost = List.copyOf(positions.keySet());
            positions.clear();
            work.forget(lost);
        }
        var given =
                positions.keySet().stream()
                        .filter(partition -> !standing.mine().contains(partition))
                        .collect(Collectors.toSet());
        return given.isEmpty() ? gain(standing.mine()) : giveUp(given);
    }

    private Future<Void> gain(Set<TopicPartition> mine) {
        var gained =
                mine.stream()
                        .filter(partition -> !positions.containsKey(partition))
                        .sorted(BY_NUMBER)
                        .toList();
        return gained.isEmpty() ? Future.succeededFuture() : begin(gained);
    }

    private Future<Void> begin(List<TopicPartition> gained) {
        sent.keySet().removeAll(gained);
        return ask("committed", () -> gained.stream().map(group::committed).toList())
                .onSuccess(offsets -> begin(gained, offsets))
                .mapEmpty();
    }

    private void begin(List<TopicPartition> gained, List<Long> offsets) {
        for (var i = 0; i < gained.size(); i++) {
            positions.putIfAbsent(gained.get(i), offsets.get(i));
        }
    }

    /** Nothing is fetched meanwhile, as the polling thread is in the callback. */
    private Future<Void> giveUp(Set<TopicPartition> given) {
        isBusy = true;
        return settled(given)
                .compose(_ -> commit(given))
                .eventually(() -> release(given))
                .andThen(_ -> isBusy = false);
    }

    private Future<Void> settled(Collection<TopicPartition> given) {
        var settled = Promise.<Void>promise();
        var limit = node.after(SETTLE, "not settled", settled::tryComplete);
        var _ = work.settle(given).thenRun(settled::tryComplete);
        return settled.future().andThen(_ -> limit.cancel());
    }

    private Future<Void> commit(Set<TopicPartition> given) {
        var offsets = committable();
        offsets.keySet().retainAll(given);
        return offsets.isEmpty()
                ? Future.succeededFuture()
                : ask("commit", () -> group.commit(id, offsets)).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<Void> release(Set<TopicPartition> given) {
        work.forget(given);
        positions.keySet().removeAll(given);
        return ask("release", () -> released(given)).mapEmpty();
    }

    private boolean released(Set<TopicPartition> given) {
        group.release(id, given);
        return true;
    }

    private Future<Void> poll() {
        if (isBusy || work.isFull() || positions.isEmpty()) {
            return Future.succeededFuture();
        }
        var from = new TreeMap<TopicPartition, Long>(BY_NUMBER);
        from.putAll(positions);
        return ask("fetch", () -> fetch(from)).onSuccess(this::take).<Void>mapEmpty();
    }

    private List<ConsumerRecord<String, byte[]>> fetch(Map<TopicPartition, Long> from) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        from.forEach((partition, offset) -> records.addAll(kafka.read(partition, offset, AT_ONCE)));
        return records;
    }

    /** What was fetched of a partition that is gone meanwhile, or comes again, is left. */
    private void take(List<ConsumerRecord<String, byte[]>> fetched) {
        var mine = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : fetched) {
            var partition = new TopicPartition(record.topic(), record.partition());
            if (!isBusy && Long.valueOf(record.offset()).equals(positions.get(partition))) {
                positions.put(partition, record.offset() + 1);
                mine.add(record);
            }
        }
        if (!mine.isEmpty()) {
            work.offer(mine);
        }
    }

    private Map<TopicPartition, Long> committable() {
        return ground.has(Bug.POLL_POSITION_COMMITTED)
                ? new HashMap<>(positions)
                : new HashMap<>(work.committable());
    }

    private Future<Void> commit() {
        var offsets = committable();
        offsets.entrySet().removeIf(entry -> entry.getValue().equals(sent.get(entry.getKey())));
        offsets.keySet().retainAll(positions.keySet());
        if (offsets.isEmpty() || isBusy) {
            return Future.succeededFuture();
        }
        sent.putAll(offsets);
        return ask("commit", () -> group.commit(id, offsets))
                .map(isTaken -> noted(offsets, isTaken))
                .otherwise(_ -> noted(offsets, false))
                .mapEmpty();
    }

    private boolean noted(Map<TopicPartition, Long> offsets, boolean isTaken) {
        if (isTaken) {
            work.committed(offsets);
        } else {
            sent.keySet().removeAll(offsets.keySet());
        }
        return isTaken;
    }
}

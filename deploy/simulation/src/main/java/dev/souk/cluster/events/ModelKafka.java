package dev.souk.cluster.events;

import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Expected;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;

import io.vertx.core.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.NullMarked;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A broker with one topic: transactions become visible whole, the latest producer of a
 * transactional id shuts out those before it, and a batch that arrives twice is taken once.
 */
@NullMarked
final class ModelKafka {

    static final String TOPIC = "souk.test";

    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final Node node;
    private final Network network;
    private final Ground ground;
    private final List<List<ConsumerRecord<String, byte[]>>> partitions = new ArrayList<>();
    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Map<String, Long> lastVersions = new HashMap<>();
    private long senders;

    /** A newer producer has shut this one out. */
    private static final class Fenced extends Expected {
        private static final long serialVersionUID = 1L;

        private Fenced() {
            super("fenced");
        }
    }

    ModelKafka(Ground ground, int partitions) {
        this.node = new Node("kafka", ground.scheduler());
        this.network = ground.network();
        this.ground = ground;
        for (var i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayList<>());
        }
    }

    Node node() {
        return node;
    }

    /** All partitions. */
    List<TopicPartition> partitions() {
        var all = new ArrayList<TopicPartition>();
        for (var i = 0; i < partitions.size(); i++) {
            all.add(new TopicPartition(TOPIC, i));
        }
        return all;
    }

    long end(TopicPartition partition) {
        return partitions.get(partition.partition()).size();
    }

    /** How far the topic has come with each aggregate. */
    Map<String, Long> lastVersions() {
        return lastVersions;
    }

    /** Some records from that offset on. */
    List<ConsumerRecord<String, byte[]>> read(TopicPartition partition, long offset, int most) {
        var log = partitions.get(partition.partition());
        var from = (int) Math.min(offset, log.size());
        return List.copyOf(log.subList(from, Math.min(log.size(), from + most)));
    }

    /** Opens the producer of a shard. */
    Future<ShardRelay.Sender> open(Node client, int shard) {
        return network.ask(client, node, "init transactions", WITHIN, () -> init(client, shard));
    }

    private Future<ShardRelay.Sender> init(Node client, int shard) {
        var epoch = epochs.merge(shard, 1L, Long::sum);
        return Future.succeededFuture(new ModelSender(client, shard, epoch, ++senders));
    }

    private final class ModelSender implements ShardRelay.Sender {

        private final Node client;
        private final int shard;
        private final long epoch;
        private final Set<Long> taken = new HashSet<>();
        private long batches;

        private ModelSender(Node client, int shard, long epoch, long number) {
            this.client = client;
            this.shard = shard;
            this.epoch = epoch;
            ground.scheduler().note("kafka", "producer of shard " + shard, number);
        }

        @Override
        public Future<Void> send(List<OutboundRecord> records) {
            var batch = ++batches;
            var sent = network.ask(client, node, "produce", WITHIN, () -> commit(batch, records));
            return ground.has(Bug.DELETED_BEFORE_ACKNOWLEDGED) ? Future.succeededFuture() : sent;
        }

        private Future<Void> commit(long batch, List<OutboundRecord> records) {
            if (epochs.getOrDefault(shard, 0L) != epoch) {
                return Future.failedFuture(new Fenced());
            }
            if (taken.add(batch)) {
                records.forEach(ModelKafka.this::append);
            }
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private void append(OutboundRecord record) {
        var partition = Math.floorMod(record.key().hashCode(), partitions.size());
        var log = partitions.get(partition);
        var headers = new RecordHeaders();
        record.headers()
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        log.add(
                new ConsumerRecord<>(
                        TOPIC,
                        partition,
                        log.size(),
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        100,
                        record.key(),
                        new byte[0],
                        headers,
                        Optional.empty()));
        count(record);
    }

    /** A topic may repeat an event; the first occurrences are in order and without gap. */
    private void count(OutboundRecord record) {
        var envelope = CloudEvents.envelope(record.headers()).orElseThrow();
        var version = envelope.version().orElseThrow();
        var last = lastVersions.getOrDefault(record.key(), 0L);
        ground.scheduler()
                .insist(
                        version <= last + 1,
                        "first occurrences have no gap",
                        record.key() + " " + version + " after " + last);
        lastVersions.put(record.key(), Math.max(last, version));
    }
}

package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.JsonLines;
import dev.souk.proof.evidence.Row;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** All topics from their beginnings, as a plain consumer that reads committed records sees them. */
final class Topics {

    private static final List<String> NAMES =
            List.of(
                    "souk.user",
                    "souk.product",
                    "souk.stock",
                    "souk.order",
                    "souk.payment",
                    "souk.product-state");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String bootstrap;

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Reads everything that is committed now. */
    void collect(Path run) throws IOException {
        try (var out = new JsonLines.Writer(Evidence.file(run, "topics"));
                var consumer = consumer()) {
            var partitions =
                    NAMES.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var until = System.nanoTime() + LIMIT.toNanos();
            while (isShortOf(ends, consumer)) {
                for (var record : consumer.poll(POLL)) {
                    out.write(row(record));
                }
                refuseToWait(until);
            }
        }
    }

    /**
     * How many committed records the groups of the services have not yet handled. Offsets alone
     * don't tell: behind the last record may lie the marks of transactions, which nobody handles.
     */
    long unread() throws IOException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var consumer = consumer()) {
            var unread = 0L;
            for (var group : admin.listConsumerGroups().all().get()) {
                var done =
                        admin.listConsumerGroupOffsets(group.groupId())
                                .partitionsToOffsetAndMetadata()
                                .get();
                unread += unread(consumer, done);
            }
            return unread;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static long unread(
            KafkaConsumer<String, String> consumer, Map<TopicPartition, OffsetAndMetadata> done)
            throws IOException {
        consumer.assign(done.keySet());
        done.forEach(consumer::seek);
        var ends = consumer.endOffsets(done.keySet());
        var unread = 0L;
        var until = System.nanoTime() + LIMIT.toNanos();
        while (isShortOf(ends, consumer)) {
            unread += consumer.poll(POLL).count();
            refuseToWait(until);
        }
        return unread;
    }

    private static void refuseToWait(long until) throws IOException {
        if (System.nanoTime() > until) {
            throw new IOException("the topics can't be read to their ends");
        }
    }

    private static boolean isShortOf(
            Map<TopicPartition, Long> ends, KafkaConsumer<String, String> consumer) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Row row(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(
                        header ->
                                headers.put(
                                        header.key(),
                                        new String(header.value(), StandardCharsets.UTF_8)));
        var row = new TreeMap<String, Object>();
        row.put("topic", record.topic());
        row.put("partition", record.partition());
        row.put("offset", record.offset());
        row.put("key", String.valueOf(record.key()));
        row.put("id", headers.getOrDefault("ce_id", ""));
        row.put("type", headers.getOrDefault("ce_type", ""));
        row.put("version", Long.parseLong(headers.getOrDefault("ce_aggregateversion", "0")));
        if (record.value() != null) {
            row.put("data", Row.parse(record.value()).json());
        }
        return Row.of(row);
    }
}

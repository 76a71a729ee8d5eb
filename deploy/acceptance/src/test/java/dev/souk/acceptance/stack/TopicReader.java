package dev.souk.acceptance.stack;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A plain Kafka consumer that knows nothing of Souk: reads what a topic holds now. */
public final class TopicReader {

    private TopicReader() {}

    /** The traceparents of all committed records of a topic with this key. */
    public static List<String> traceparents(String bootstrap, String topic, String key) {
        return read(bootstrap, topic).stream()
                .filter(entry -> key.equals(entry.key()))
                .map(entry -> header(entry, "traceparent"))
                .toList();
    }

    /** For each key the schema of its last committed event of a type. */
    public static Map<String, String> schemas(String bootstrap, String topic, String type) {
        return read(bootstrap, topic).stream()
                .filter(entry -> header(entry, "ce_type").equals(type))
                .collect(
                        Collectors.toMap(
                                ConsumerRecord::key,
                                entry -> header(entry, "ce_dataschema"),
                                (_, last) -> last));
    }

    private static String header(ConsumerRecord<String, String> entry, String name) {
        return StreamSupport.stream(entry.headers().spliterator(), false)
                .filter(header -> header.key().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static List<ConsumerRecord<String, String>> read(String bootstrap, String topic) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        var text = new StringDeserializer();
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end(ends, p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }
}

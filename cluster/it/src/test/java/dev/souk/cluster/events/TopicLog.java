package dev.souk.cluster.events;

import dev.souk.testkit.TestServers;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a topic holds, read from its beginning by a client that knows nothing of the service. */
final class TopicLog {

    private TopicLog() {}

    /** The versions of each key where they first occur, in the order of the log. */
    static Map<String, List<Long>> firstOccurrences(String topic) {
        var firsts = new HashMap<String, List<Long>>();
        versions(topic).forEach((key, all) -> firsts.put(key, all.stream().distinct().toList()));
        return firsts;
    }

    /** The versions of each key in the order of the log, repeats too. */
    static Map<String, List<Long>> versions(String topic) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestServers.kafkaBootstrap(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            return read(consumer, consumer.endOffsets(partitions));
        }
    }

    private static Map<String, List<Long>> read(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var versions = new HashMap<String, List<Long>>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                var version = record.headers().lastHeader("ce_aggregateversion").value();
                versions.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                        .add(Long.valueOf(new String(version, StandardCharsets.UTF_8)));
            }
        }
        return versions;
    }
}

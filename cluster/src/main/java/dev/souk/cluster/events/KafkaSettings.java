package dev.souk.cluster.events;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of each Kafka client. Buffers are small, since a node has a dozen clients and its
 * whole memory is about 200 MB; waits are short, since every one of them holds up something.
 */
final class KafkaSettings {

    private static final int RECORD_LIMIT = 1024 * 1024;
    private static final int OUTBOX_BUFFER = 4 * 1024 * 1024;
    private static final int STREAM_BUFFER = 8 * 1024 * 1024;

    /** Fewer bytes than these wait for others, for a fifth of a second at most. */
    private static final int FETCH_AT_ONCE = 16 * 1024;

    private final EventsConfig config;

    KafkaSettings(EventsConfig config) {
        this.config = config;
    }

    /** A producer of one outbox shard; the transactional id makes the latest one the only one. */
    Map<String, Object> shardProducer(int shard) {
        var settings = producer("outbox-" + shard);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.service() + "-" + shard);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, OUTBOX_BUFFER);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        return settings;
    }

    /** The producer of streams that bear loss. */
    Map<String, Object> streamProducer() {
        var settings = producer("stream");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, STREAM_BUFFER);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }

    /** A member of a consumer group. */
    Map<String, Object> consumer(String group) {
        var settings = client("consumer-" + group);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * RECORD_LIMIT);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, RECORD_LIMIT / 2);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        return settings;
    }

    Map<String, Object> admin() {
        var settings = client("admin");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }

    private Map<String, Object> producer(String name) {
        var settings = client(name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_LIMIT);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        return settings;
    }

    private Map<String, Object> client(String name) {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, config.service() + "-" + name);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put("auto.include.jmx.reporter", false);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}

package dev.souk.cluster.events;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * An event as it lies in the outbox and goes to the broker.
 *
 * @param key the aggregate's id
 * @param headers the CloudEvents attributes and the trace
 * @param body JSON; null deletes the key from a compacted topic
 */
record OutboundRecord(
        String topic, String key, Map<String, String> headers, @Nullable Buffer body) {

    /** Into how many shards the aggregates of a service are hashed. */
    static final int SHARDS = 8;

    OutboundRecord {
        headers = Map.copyOf(headers);
    }

    /** Which relay sends it: by the key alone, so that an aggregate's events stay in order. */
    int shard() {
        return shardOf(key);
    }

    static int shardOf(String key) {
        var hash = key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), SHARDS);
    }
}

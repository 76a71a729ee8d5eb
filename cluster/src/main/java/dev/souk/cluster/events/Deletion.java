package dev.souk.cluster.events;

import java.time.Instant;
import java.util.UUID;

/**
 * The end of an aggregate in a compacted topic: an event without a body, after which the broker
 * forgets the key.
 *
 * @param id unique for good
 * @param type the fact's name, as in {@code product.state}
 * @param aggregateId what ended; the record's key
 * @param aggregateVersion the aggregate's last version
 * @param time when it happened
 */
public record Deletion(
        UUID id, String type, String aggregateId, long aggregateVersion, Instant time) {}

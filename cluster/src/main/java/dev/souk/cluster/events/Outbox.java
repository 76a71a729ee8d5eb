package dev.souk.cluster.events;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.List;

/**
 * Where a service leaves its events: rows in the same transaction as the state that they tell of,
 * from where a relay takes them to Kafka.
 */
public interface Outbox {

    /**
     * Adds the events, in order, to the transaction; they leave soon after it commits. Events of
     * one aggregate leave in the order in which they were appended, provided that the transaction
     * holds the aggregate's row (or its next version) when it calls this.
     *
     * <p>Fails with {@code TOO_LARGE} where a body is over 900 KiB, and with {@code
     * IllegalArgumentException} where a body breaks its schema, {@code
     * schema/<type>.v<schema>.json} on the class path.
     */
    Future<Void> append(SqlConnection tx, Topic topic, List<? extends Event<?>> events);

    /** Adds the end of an aggregate to a compacted topic. */
    Future<Void> append(SqlConnection tx, Topic topic, Deletion deletion);
}

package dev.souk.cluster.events;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.Set;

/**
 * Takes a service's events from its outbox to Kafka, together with the relays of the service's
 * other nodes. Used on one event loop.
 */
interface Relay {

    void start();

    /** A commit of this node has brought new rows into these shards. */
    void wake(Set<Integer> shards);

    /** How long the oldest event has waited, as of the last look. */
    Duration age();

    /** Ends what is being sent, and leaves the rest to other nodes. */
    Future<Void> stop();
}

package dev.souk.cluster.events;

import io.vertx.core.Future;

/** A running member of a consumer group. */
public interface EventConsumer {

    /** The group's name at the broker. */
    String group();

    /** How many events of its partitions this member has not yet done, as far as it knows. */
    long lag();

    /** Ends what is under way, commits it, and leaves the group. */
    Future<Void> stop();
}

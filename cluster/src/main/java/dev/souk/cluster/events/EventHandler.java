package dev.souk.cluster.events;

import dev.souk.contract.Event;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * The effect of an event. It runs in the transaction that also notes the event as seen, so that
 * what it writes happens exactly once; what it does elsewhere may happen again. Events of one
 * aggregate come in order and one at a time.
 */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * Does the effect. A failure with {@code UNAVAILABLE}, {@code OVERLOADED}, {@code DRAINING} or
     * {@code DEADLINE_EXCEEDED} is retried for ever; any other a few times, then the event is
     * parked with its key.
     */
    Future<Void> handle(SqlConnection tx, Event<T> event);
}

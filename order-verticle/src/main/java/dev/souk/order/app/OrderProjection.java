package dev.souk.order.app;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What queries read of orders, and a second one that is built beside it from the events. One node
 * builds at a time, by a lease that lives as long as the node; what a node does whose lease another
 * has taken fails, and changes nothing.
 */
public interface OrderProjection {

    /** What has come of a rebuild. */
    enum State {
        /** Under way. */
        RUNNING,
        /** The rebuilt one is live. */
        DONE,
        /** It came to nothing, and the live one is as it was. */
        FAILED
    }

    /**
     * How far the last rebuild has come.
     *
     * @param done orders that are rebuilt
     * @param total orders that there were when it began
     * @param node the name of the node that does it
     * @param reason why it failed; empty unless it did
     * @param endedAt null while it is under way
     */
    record Progress(
            State state,
            long done,
            long total,
            String node,
            String reason,
            Instant startedAt,
            @Nullable Instant endedAt) {

        /** 100 only once the rebuilt one is live. */
        public int percent() {
            if (state == State.DONE) {
                return 100;
            }
            return total == 0 ? 0 : (int) Math.min(99, done * 100 / total);
        }
    }

    /** The right to rebuild. */
    record Lease(long fence) {}

    /** The last rebuild; empty where there was none. */
    Future<Optional<Progress>> progress();

    /** Takes the lease; empty while a living node has it. */
    Future<Optional<Lease>> take();

    /**
     * Begins a new table and notes from now on what changes in the live one.
     *
     * @return false where the live one couldn't be locked for long enough
     */
    Future<Boolean> begin(Lease lease);

    /**
     * Rebuilds the next orders.
     *
     * @param after the last order that was rebuilt; null at the beginning
     * @return the last order of these; empty where there is none left
     */
    Future<Optional<UUID>> fill(Lease lease, @Nullable UUID after);

    /** Takes over the orders whose events are archived, and makes the indexes. */
    Future<Void> complete(Lease lease);

    /** Rebuilds some of the orders that changed meanwhile, and tells how many there were. */
    Future<Integer> catchUp(Lease lease);

    /**
     * Puts the new table in the place of the live one, with the last changes.
     *
     * @return false where the live one couldn't be locked for long enough
     */
    Future<Boolean> swap(Lease lease);

    /** Removes the table that was live before. */
    Future<Void> dropOld(Lease lease);

    /** Ends the rebuild, and clears away what it has made as far as that can be done now. */
    Future<Void> fail(Lease lease, String reason);

    /** Ends a rebuild whose node is gone. Any node may do it, at any time. */
    Future<Void> failAbandoned();
}

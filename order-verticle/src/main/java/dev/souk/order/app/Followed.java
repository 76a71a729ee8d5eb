package dev.souk.order.app;

import dev.souk.order.app.OrderChanges.Numbered;
import dev.souk.order.domain.StatusChange;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One open stream: what it follows, and how far it was told. Told on one context; begun and ended
 * on any.
 */
public final class Followed {

    private final FollowOrders all;
    private final Request request;
    private final Whose whose;
    private final List<StatusChange> begun;
    private long number;
    private long version;
    private @Nullable Instant fullSince;
    private volatile @Nullable Listener listener;

    /**
     * Who follows, and from where.
     *
     * @param session with which the stream ends; empty where there is none
     * @param after the last id that the client has seen; null where it comes for the first time
     */
    public record Request(Shopper shopper, String session, @Nullable Long after) {}

    /**
     * What is followed.
     *
     * @param orderId the only order; null for all of the customer's
     */
    record Whose(UUID customerId, @Nullable UUID orderId) {

        boolean includes(StatusChange change) {
            return orderId == null || orderId.equals(change.orderId());
        }
    }

    /** Where it is told; none of it waits. */
    public interface Listener {

        /** Whether the client reads slower than it is told. */
        boolean isFull();

        /**
         * Tells of a change.
         *
         * @param id what to come back with
         */
        void tell(long id, StatusChange change);

        /** Tells nothing but the id to come back with. */
        void mark(long id);

        /** The client shall come back elsewhere after so long. */
        void end(Duration retry);

        /** The client is too slow, or not welcome any more. */
        void cut();
    }

    /**
     * @param number of the customer's last change that it need not be told
     * @param begun what it is told first
     */
    Followed(
            FollowOrders all, Request request, Whose whose, long number, List<StatusChange> begun) {
        this.all = all;
        this.request = request;
        this.whose = whose;
        this.number = number;
        this.begun = begun;
        var after = request.after();
        this.version = after == null ? 0 : after;
    }

    /** Begins to tell. */
    public void begin(Listener to) {
        if (whose.orderId() == null && request.after() == null) {
            to.mark(number);
        }
        for (var change : begun) {
            version = change.version();
            to.tell(version, change);
        }
        listener = to;
        all.begun(this);
    }

    /** The client is gone. Idempotent. */
    public void close() {
        all.forget(this);
    }

    Request request() {
        return request;
    }

    UUID customerId() {
        return whose.customerId();
    }

    /** The number behind which it goes on. */
    long number() {
        return number;
    }

    @Nullable Listener listener() {
        return listener;
    }

    /** Whether it takes more now. */
    boolean isReady(Instant now) {
        var to = listener;
        var full = to != null && to.isFull();
        fullSince = full ? fullSince == null ? now : fullSince : null;
        return to != null && !full;
    }

    /** Whether it has taken nothing for longer than that. */
    boolean isStuck(Instant now, Duration patience) {
        var since = fullSince;
        return since != null && since.plus(patience).isBefore(now);
    }

    /** Tells of a change unless it was told, or is not followed; false where there is no room. */
    boolean tell(Numbered numbered) {
        var to = listener;
        if (to == null || numbered.number() <= number) {
            return true;
        }
        if (to.isFull()) {
            return false;
        }
        number = numbered.number();
        var change = numbered.change();
        if (whose.orderId() == null) {
            to.tell(number, change);
        } else if (whose.includes(change) && change.version() > version) {
            version = change.version();
            to.tell(version, change);
        }
        return true;
    }
}

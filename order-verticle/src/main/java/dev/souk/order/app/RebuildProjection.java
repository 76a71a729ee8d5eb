package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderProjection.Lease;
import dev.souk.order.app.OrderProjection.Progress;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Rebuilds from the events what queries read of orders, while the shop goes on: beside the live
 * table, with what changes meanwhile, and then in its place. Whatever fails leaves the live one as
 * it was.
 */
public final class RebuildProjection {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildProjection.class);

    /** Between batches, so that shoppers come first. */
    private static final Duration BREATH = Duration.ofMillis(5);

    private static final Duration AFTER_NO_LOCK = Duration.ofMillis(200);
    private static final int MOST_TRIES = 150;

    private final OrderProjection projection;
    private final Pauses pauses;
    private Future<Void> current = Future.succeededFuture();
    private volatile boolean leaving;

    public RebuildProjection(OrderProjection projection, Pauses pauses) {
        this.projection = projection;
        this.pauses = pauses;
    }

    /** The last rebuild; empty where there was none. */
    public Future<Optional<Progress>> progress() {
        return projection.progress();
    }

    /**
     * Begins a rebuild, and returns its progress; that of the one under way, where there is one.
     */
    public Future<Optional<Progress>> begin() {
        return projection
                .take()
                .onSuccess(free -> free.ifPresent(lease -> current = run(lease)))
                .compose(_ -> projection.progress());
    }

    /** Completes when the rebuild that was last begun here has ended, well or not. */
    public Future<Void> ended() {
        return current;
    }

    /** Gives up what is under way. */
    public Future<Void> leave() {
        leaving = true;
        return current;
    }

    private Future<Void> run(Lease lease) {
        LOG.atInfo().log("rebuild of the orders' projection begins");
        return untilDone(() -> projection.begin(lease))
                .compose(_ -> fill(lease))
                .compose(_ -> projection.complete(lease))
                .compose(_ -> untilDone(() -> catchUp(lease).compose(_ -> projection.swap(lease))))
                .onSuccess(_ -> LOG.atInfo().log("rebuilt projection of orders is live"))
                .compose(_ -> projection.dropOld(lease))
                .recover(failure -> giveUp(lease, failure));
    }

    private Future<Void> fill(Lease lease) {
        var end = Promise.<Void>promise();
        fill(lease, null, end);
        return end.future();
    }

    /** A chain of futures as long as the table would be as deep as it. */
    private void fill(Lease lease, @Nullable UUID after, Promise<Void> end) {
        unlessLeaving(() -> projection.fill(lease, after))
                .compose(last -> pauses.of(BREATH).map(last))
                .onFailure(end::fail)
                .onSuccess(last -> last.ifPresentOrElse(id -> fill(lease, id, end), end::complete));
    }

    private Future<Void> catchUp(Lease lease) {
        return unlessLeaving(() -> projection.catchUp(lease))
                .compose(count -> count == 0 ? Future.succeededFuture() : catchUp(lease));
    }

    private Future<Void> untilDone(Supplier<Future<Boolean>> attempt) {
        return untilDone(attempt, MOST_TRIES);
    }

    private Future<Void> untilDone(Supplier<Future<Boolean>> attempt, int tries) {
        return unlessLeaving(attempt)
                .compose(
                        done ->
                                done
                                        ? Future.succeededFuture()
                                        : pauses.of(AFTER_NO_LOCK)
                                                .compose(_ -> again(attempt, tries - 1)));
    }

    private Future<Void> again(Supplier<Future<Boolean>> attempt, int tries) {
        return tries == 0
                ? Future.failedFuture(
                        ServiceFailure.of(Reason.UNAVAILABLE, "The table is never free"))
                : untilDone(attempt, tries);
    }

    private <T> Future<T> unlessLeaving(Supplier<Future<T>> work) {
        return leaving
                ? Future.failedFuture(ServiceFailure.of(Reason.DRAINING, "The node left"))
                : work.get();
    }

    private Future<Void> giveUp(Lease lease, Throwable failure) {
        LOG.atError().setCause(failure).log("rebuild of the orders' projection failed");
        var reason =
                failure instanceof ServiceFailure known
                        ? known.detail()
                        : "A defect; the node's log tells more";
        return projection
                .fail(lease, reason)
                .otherwise(
                        lost -> {
                            LOG.atWarn().setCause(lost).log("rebuild left for another to clear");
                            return null;
                        });
    }
}

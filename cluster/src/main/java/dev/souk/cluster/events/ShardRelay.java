package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Relays one shard while its lease is held: takes the oldest rows, sends them in one transaction,
 * deletes them, and begins again until none is left. It rests after each transaction, whose cost at
 * Kafka is the same for one event and for a hundred. After any failure it starts again at the first
 * row with a new producer, so that events leave in order and none is left out. Used on one event
 * loop.
 */
final class ShardRelay {

    /** Who keeps account of all shards. */
    interface Listener {
        /** So many events have left. */
        void relayed(int count);

        /** An attempt failed, and another will follow. */
        void failed(Throwable failure);
    }

    /** Sends what becomes visible whole or not at all. */
    interface Sender {
        /**
         * Sends the records in one transaction, in order. After a failure nothing of them is
         * visible (unless the answer to the commit was lost), and this sender is of no more use:
         * close it.
         */
        Future<Void> send(List<OutboundRecord> records);

        Future<Void> close();
    }

    /**
     * What a relay of a shard works with.
     *
     * @param senders opens a sender, which shuts out every former one of the shard
     */
    record Parts(
            PollingRelay.Rows rows, Supplier<Future<Sender>> senders, RandomGenerator random) {}

    private static final int BATCH = 200;
    private static final long REST_MILLIS = 200;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final Vertx vertx;
    private final int shard;
    private final Parts parts;
    private final Listener listener;

    private @Nullable Sender sender;
    private boolean running;
    private boolean again;
    private boolean sent;
    private boolean paused;
    private boolean stopped;
    private int failures;
    private final Promise<Void> ended = Promise.promise();

    ShardRelay(Vertx vertx, int shard, Parts parts, Listener listener) {
        this.vertx = vertx;
        this.shard = shard;
        this.parts = parts;
        this.listener = listener;
    }

    /** There may be rows. They wait while it rests, and while a failure is waited out. */
    void wake() {
        again = true;
        if (!running && !stopped) {
            running = true;
            sent = false;
            Rounds.run(this::round).onComplete(done -> rest(done.cause()));
        }
    }

    /** Ends after the batch that is under way; no pause is waited for. */
    Future<Void> stop() {
        stopped = true;
        if (!running || paused) {
            finish();
        }
        return ended.future();
    }

    /** Whether another round follows at once. */
    private Future<Boolean> round() {
        again = false;
        return parts.rows()
                .first(shard, BATCH)
                .compose(
                        waiting ->
                                waiting.isEmpty() || stopped
                                        ? Future.succeededFuture(false)
                                        : relay(waiting));
    }

    /** After a sender is opened the rows are read anew: its predecessor may have sent these. */
    private Future<Boolean> relay(List<OutboxRows.Waiting> waiting) {
        if (sender == null) {
            return parts.senders().get().onSuccess(opened -> sender = opened).map(true);
        }
        var records = waiting.stream().map(OutboxRows.Waiting::record).toList();
        return sender.send(records)
                .compose(_ -> parts.rows().delete(shard, waiting))
                .map(
                        more -> {
                            failures = 0;
                            sent = true;
                            again |= more;
                            listener.relayed(waiting.size());
                            return waiting.size() == BATCH;
                        });
    }

    private void rest(@Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else if (sent) {
            goOnAfter(REST_MILLIS);
        } else {
            goOn();
        }
    }

    private void failed(Throwable failure) {
        failures++;
        again = true;
        listener.failed(failure);
        var old = sender;
        sender = null;
        var closed = old == null ? Future.<Void>succeededFuture() : old.close();
        var limit = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 5));
        closed.onComplete(_ -> goOnAfter(1 + parts.random().nextLong(limit)));
    }

    /**
     * A timer may never fire: it ends with the verticle that set it, before the relay is stopped.
     */
    private void goOnAfter(long millis) {
        if (stopped) {
            finish();
            return;
        }
        paused = true;
        vertx.setTimer(
                millis,
                _ -> {
                    paused = false;
                    if (!stopped) {
                        goOn();
                    }
                });
    }

    private void goOn() {
        running = false;
        if (stopped) {
            finish();
        } else if (again) {
            wake();
        }
    }

    private void finish() {
        var old = sender;
        sender = null;
        var closed = old == null ? Future.<Void>succeededFuture() : old.close();
        closed.onComplete(_ -> ended.tryComplete());
    }
}

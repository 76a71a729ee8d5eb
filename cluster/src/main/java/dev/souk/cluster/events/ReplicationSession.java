package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One node's time as the reader of the slot. It begins by sending what the table holds, and goes on
 * with what the log tells of later transactions; so that nothing depends on what the slot has
 * missed. Any failure ends it. Used on one event loop.
 */
final class ReplicationSession {

    private static final int BATCH = 200;
    private static final long UNSEEN_PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final ReplicationRelay.Parts parts;
    private final ShardSenders senders;
    private final ShardRelay.Listener listener;
    private final SlotReader reader;
    private final Promise<Void> ended = Promise.promise();
    private int process;

    /** On the calling context. */
    ReplicationSession(
            Vertx vertx,
            ReplicationRelay.Parts parts,
            ShardSenders senders,
            ShardRelay.Listener listener) {
        this.vertx = vertx;
        this.parts = parts;
        this.senders = senders;
        this.listener = listener;
        this.reader = new SlotReader(parts.slot(), vertx.getOrCreateContext(), this::send);
    }

    /** Done when the slot is taken; the work then goes on by itself. */
    Future<Void> open() {
        reader.ended().onComplete(done -> end(done.cause()));
        return reader.open().onSuccess(this::begin).mapEmpty();
    }

    /** Says to the other nodes' polling relays that they have nothing to do. */
    Future<Void> renew() {
        return parts.leases().seize();
    }

    /** The server's process that this session reads from; 0 until the slot is taken. */
    int process() {
        return process;
    }

    void wake() {
        reader.wake();
    }

    void fail(Throwable cause) {
        reader.fail(cause);
    }

    /** Ends after what is being sent. */
    Future<Void> close() {
        reader.stop();
        return ended().otherwiseEmpty();
    }

    /** Done when the slot, the leases and the senders are free. */
    Future<Void> ended() {
        return ended.future();
    }

    private void begin(int takenBy) {
        process = takenBy;
        renew().compose(_ -> parts.rows().moment())
                .compose(moment -> sweep(moment.lastId()).map(_ -> moment.snapshot()))
                .onSuccess(reader::read)
                .onFailure(reader::fail);
    }

    private Future<Void> sweep(long lastId) {
        var swept =
                IntStream.range(0, OutboundRecord.SHARDS)
                        .mapToObj(shard -> sweep(shard, lastId))
                        .toList();
        return Future.join(swept).mapEmpty();
    }

    private Future<Void> sweep(int shard, long lastId) {
        return Rounds.run(() -> sendFirst(shard, lastId));
    }

    /** Whether there were rows, and so may be more. */
    private Future<Boolean> sendFirst(int shard, long lastId) {
        return parts.rows()
                .first(shard, BATCH)
                .map(rows -> rows.stream().filter(row -> row.id() <= lastId).toList())
                .compose(
                        old ->
                                old.isEmpty()
                                        ? Future.succeededFuture(false)
                                        : sendSeen(old).map(true));
    }

    private Future<Void> send(WalBook.Batch batch) {
        return senders.send(batch.rows())
                .compose(_ -> parts.rows().delete(batch.rows()))
                .compose(
                        deleted ->
                                deleted == batch.rows().size()
                                        ? Future.succeededFuture()
                                        : deleteWhenSeen(batch))
                .onSuccess(_ -> listener.relayed(batch.rows().size()));
    }

    /**
     * The log tells of a commit before other transactions see it: by an instant, or for as long as
     * a synchronous standby keeps it waiting. What is not there yet can't be deleted; left behind
     * it would be sent again at the next takeover, after newer events of its key.
     */
    private Future<Void> deleteWhenSeen(WalBook.Batch batch) {
        return Rounds.run(() -> pauseUnlessSeen(batch))
                .compose(_ -> parts.rows().delete(batch.rows()))
                .mapEmpty();
    }

    /** Whether it was not seen yet. */
    private Future<Boolean> pauseUnlessSeen(WalBook.Batch batch) {
        return parts.rows()
                .moment()
                .compose(
                        moment ->
                                batch.isSeenBy(moment.snapshot())
                                        ? Future.succeededFuture(false)
                                        : pause().map(true));
    }

    private Future<Void> pause() {
        return vertx.timer(UNSEEN_PAUSE_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private Future<Void> sendSeen(List<OutboxRows.Waiting> rows) {
        return senders.send(rows)
                .compose(_ -> parts.rows().delete(rows))
                .onSuccess(_ -> listener.relayed(rows.size()))
                .mapEmpty();
    }

    private void end(@Nullable Throwable cause) {
        senders.close()
                .eventually(() -> parts.leases().releaseAll())
                .onComplete(
                        _ -> {
                            if (cause == null) {
                                ended.complete();
                            } else {
                                ended.fail(cause);
                            }
                        });
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The relay that reads the write-ahead log: the node that holds the slot sends the events of all
 * shards, the others look each second whether it is free. Used on one event loop.
 */
final class ReplicationRelay implements Relay {

    /**
     * What this relay works with.
     *
     * @param senders opens the sender of a shard, which shuts out every former one
     */
    record Parts(
            Slot slot,
            ShardLeases leases,
            OutboxRows rows,
            IntFunction<Future<ShardRelay.Sender>> senders,
            RandomGenerator random) {}

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LONGEST_REST_MILLIS = 2_000;

    private final Vertx vertx;
    private final Parts parts;
    private final Slot slot;
    private final ShardRelay.Listener listener;
    private final KafkaGate gate = new KafkaGate();
    private final Timers timers;
    private @Nullable ReplicationSession session;
    private boolean resting;
    private boolean stopped;
    private volatile Duration age = Duration.ZERO;

    ReplicationRelay(Vertx vertx, Parts parts, ShardRelay.Listener listener) {
        this.vertx = vertx;
        this.parts = parts;
        this.slot = parts.slot();
        this.listener = listener;
        this.timers = new Timers(vertx);
    }

    @Override
    public void start() {
        timers.after(Duration.ofMillis(1), this::look);
        timers.every(LOOK, this::look);
        timers.every(LOOK, () -> parts.rows().age().onSuccess(oldest -> age = oldest));
    }

    @Override
    public void wake(Set<Integer> filled) {
        var current = session;
        if (current != null) {
            current.wake();
        }
    }

    @Override
    public Duration age() {
        return age;
    }

    /** Ends what is being sent, and frees the slot, which stays. */
    @Override
    public Future<Void> stop() {
        stopped = true;
        timers.close();
        var current = session;
        return current == null ? Future.succeededFuture() : current.close();
    }

    private Future<Void> look() {
        var current = session;
        var process = current == null ? 0 : current.process();
        return slot.look()
                .compose(sight -> process == 0 ? find(sight) : keep(sight, process))
                .onFailure(listener::failed)
                .otherwiseEmpty();
    }

    private Future<Void> find(Slot.Sight sight) {
        if (session != null || stopped || resting) {
            return Future.succeededFuture();
        }
        return switch (sight.state()) {
            case HELD -> Future.succeededFuture();
            case FREE -> begin();
            case ABSENT -> slot.create().compose(_ -> begin());
            case LOST -> slot.drop().compose(_ -> slot.create()).compose(_ -> begin());
        };
    }

    /** A connection that broke unnoticed shows by the slot being another's, or nobody's. */
    private Future<Void> keep(Slot.Sight sight, int process) {
        var current = session;
        if (current == null || current.process() != process) {
            return Future.succeededFuture();
        }
        if (sight.reader() == process) {
            return current.renew();
        }
        current.fail(new IllegalStateException("the slot is no longer this node's"));
        return Future.succeededFuture();
    }

    /** Where another node was quicker, its failure to say so is none. */
    private Future<Void> begin() {
        if (session != null || stopped) {
            return Future.succeededFuture();
        }
        var senders = new ShardSenders(shard -> gate.enter(() -> parts.senders().apply(shard)));
        var begun = new ReplicationSession(vertx, parts, senders, listener);
        session = begun;
        begun.ended()
                .onComplete(
                        done -> {
                            session = null;
                            if (done.failed() && !Slot.isTaken(done.cause())) {
                                rest(done.cause());
                            }
                        });
        return begun.open().otherwiseEmpty();
    }

    /** Gives other nodes a chance, whose way to Kafka may be better. */
    private void rest(Throwable failure) {
        listener.failed(failure);
        resting = true;
        timers.after(
                Duration.ofMillis(1 + parts.random().nextInt(LONGEST_REST_MILLIS)),
                () -> {
                    resting = false;
                    return Future.succeededFuture();
                });
    }
}

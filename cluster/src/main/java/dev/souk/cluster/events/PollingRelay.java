package dev.souk.cluster.events;

import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The relay that asks the table: each shard has one at a time. It is woken by its own node's
 * commits, and looks by itself every 100 to 400 ms for the others'. Used on one event loop.
 */
final class PollingRelay implements Relay {

    /**
     * The outbox's rows as this relay sees them: taken because they are there, deleted when sent.
     */
    interface Rows {
        /** The shard's oldest rows, in order. */
        Future<List<OutboxRows.Waiting>> first(int shard, int limit);

        /** Deletes what was sent; the future holds whether the shard has other rows. */
        Future<Boolean> delete(int shard, List<OutboxRows.Waiting> sent);

        /** Which of the shards hold rows. */
        Future<Set<Integer>> filled(Collection<Integer> shards);

        /** How long the oldest row of any shard has waited. */
        Future<Duration> age();
    }

    /** Which shards this node relays. */
    interface Leases {
        /**
         * What this node holds.
         *
         * @param epochs the epoch of each held shard
         * @param share how many a node should hold, so that all nodes hold about the same
         */
        record Held(Map<Integer, Long> epochs, int share) {}

        /** Extends what this node holds, and takes what nobody holds, up to its share. */
        Future<Held> renew();

        /** Gives shards to whoever wants them. */
        Future<Void> release(Collection<Integer> shards);

        /** No longer counts this node among those that share the work. */
        Future<Void> leave();

        /** Forgets nodes that are long gone. */
        Future<Void> sweep();
    }

    /**
     * What this relay works with.
     *
     * @param senders opens the sender of a shard, which shuts out every former one
     */
    record Parts(
            Leases leases,
            Rows rows,
            IntFunction<Future<ShardRelay.Sender>> senders,
            RandomGenerator random) {}

    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final long SHORTEST_LOOK_MILLIS = 100;
    private static final long LONGEST_LOOK_MILLIS = 400;

    private final Vertx vertx;
    private final Parts parts;
    private final Leases leases;
    private final Rows rows;
    private final ShardRelay.Listener listener;
    private final KafkaGate gate = new KafkaGate();
    private final Timers timers;
    private final Map<Integer, ShardRelay> held = new HashMap<>();
    private long lookMillis = SHORTEST_LOOK_MILLIS;
    private boolean stopped;
    private volatile Duration age = Duration.ZERO;

    PollingRelay(Vertx vertx, Parts parts, ShardRelay.Listener listener) {
        this.vertx = vertx;
        this.parts = parts;
        this.leases = parts.leases();
        this.rows = parts.rows();
        this.listener = listener;
        this.timers = new Timers(vertx);
    }

    @Override
    public void start() {
        timers.after(Duration.ofMillis(1), this::renew);
        timers.every(RENEWAL, this::renew);
        timers.every(RENEWAL, () -> rows.age().onSuccess(oldest -> age = oldest));
        timers.every(Duration.ofMinutes(1), leases::sweep);
        look();
    }

    @Override
    public void wake(Set<Integer> filled) {
        filled.stream().filter(held::containsKey).map(held::get).forEach(ShardRelay::wake);
    }

    @Override
    public Duration age() {
        return age;
    }

    /** Ends what is being sent, and gives the shards away. */
    @Override
    public Future<Void> stop() {
        stopped = true;
        timers.close();
        return drop(List.copyOf(held.keySet())).eventually(leases::leave);
    }

    private Future<Void> renew() {
        if (stopped) {
            return Future.succeededFuture();
        }
        return leases.renew().compose(this::hold);
    }

    private Future<Void> hold(Leases.Held leased) {
        if (stopped) {
            return leases.release(leased.epochs().keySet());
        }
        var lost = new ArrayList<>(held.keySet());
        lost.removeAll(leased.epochs().keySet());
        leased.epochs().keySet().forEach(shard -> held.computeIfAbsent(shard, this::begin));
        lost.addAll(surplus(leased));
        return drop(lost);
    }

    private List<Integer> surplus(Leases.Held leased) {
        return leased.epochs().keySet().stream().sorted().skip(leased.share()).toList();
    }

    private ShardRelay begin(int shard) {
        var own =
                new ShardRelay.Parts(
                        rows, () -> gate.enter(() -> parts.senders().apply(shard)), parts.random());
        var relay = new ShardRelay(vertx, shard, own, listener);
        relay.wake();
        return relay;
    }

    private Future<Void> drop(Collection<Integer> dropped) {
        if (dropped.isEmpty()) {
            return Future.succeededFuture();
        }
        var ends = dropped.stream().map(held::remove).map(ShardRelay::stop).toList();
        return Future.join(ends).eventually(() -> leases.release(dropped)).mapEmpty();
    }

    /** Looks sooner after it found something, later after it did not. */
    private void look() {
        timers.after(
                Duration.ofMillis(lookMillis),
                () ->
                        filled().onComplete(
                                        found -> {
                                            pace(found.succeeded() && !found.result().isEmpty());
                                            if (found.succeeded()) {
                                                wake(found.result());
                                            }
                                            look();
                                        }));
    }

    private Future<Set<Integer>> filled() {
        return held.isEmpty() ? Future.succeededFuture(Set.of()) : rows.filled(held.keySet());
    }

    private void pace(boolean found) {
        lookMillis = found ? SHORTEST_LOOK_MILLIS : Math.min(LONGEST_LOOK_MILLIS, lookMillis * 2);
    }
}

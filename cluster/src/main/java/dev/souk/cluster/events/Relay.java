package dev.souk.cluster.events;

import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Takes a service's events from its outbox to Kafka, together with the relays of the service's
 * other nodes: each shard has one at a time. It is woken by its own node's commits, and looks by
 * itself every 20 to 250 ms for the others'. Used on one event loop.
 */
final class Relay implements ShardRelay.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final long SHORTEST_LOOK_MILLIS = 20;
    private static final long LONGEST_LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final ShardLeases leases;
    private final OutboxRows rows;
    private final KafkaSettings settings;
    private final LongConsumer counter;
    private final KafkaGate gate = new KafkaGate();
    private final Timers timers;
    private final Map<Integer, ShardRelay> held = new HashMap<>();
    private long lookMillis = SHORTEST_LOOK_MILLIS;
    private boolean stopped;
    private boolean failing;
    private volatile Duration age = Duration.ZERO;

    Relay(
            Vertx vertx,
            ShardLeases leases,
            OutboxRows rows,
            KafkaSettings settings,
            LongConsumer counter) {
        this.vertx = vertx;
        this.leases = leases;
        this.rows = rows;
        this.settings = settings;
        this.counter = counter;
        this.timers = new Timers(vertx);
    }

    void start() {
        timers.after(Duration.ofMillis(1), this::renew);
        timers.every(RENEWAL, this::renew);
        timers.every(RENEWAL, () -> rows.age().onSuccess(oldest -> age = oldest));
        timers.every(Duration.ofMinutes(1), leases::sweep);
        look();
    }

    /** These shards have new rows. */
    void wake(Set<Integer> shards) {
        shards.stream().filter(held::containsKey).map(held::get).forEach(ShardRelay::wake);
    }

    /** How long the oldest event has waited, as of the last look. */
    Duration age() {
        return age;
    }

    /** Ends what is being sent, and gives the shards away. */
    Future<Void> stop() {
        stopped = true;
        timers.close();
        return drop(List.copyOf(held.keySet())).eventually(leases::leave);
    }

    @Override
    public void relayed(int count) {
        if (failing) {
            LOG.info("the outbox is relayed again");
        }
        failing = false;
        counter.accept(count);
    }

    /** Said once for all shards, until one has sent again. */
    @Override
    public void failed(Throwable failure) {
        if (!failing) {
            LOG.atWarn()
                    .addKeyValue("cause", failure.toString())
                    .log("the outbox cannot be relayed; it goes on trying");
        }
        failing = true;
    }

    private Future<Void> renew() {
        if (stopped) {
            return Future.succeededFuture();
        }
        return leases.renew().compose(this::hold);
    }

    private Future<Void> hold(ShardLeases.Held leased) {
        if (stopped) {
            return leases.release(leased.epochs().keySet());
        }
        var lost = new ArrayList<>(held.keySet());
        lost.removeAll(leased.epochs().keySet());
        leased.epochs().keySet().forEach(shard -> held.computeIfAbsent(shard, this::begin));
        lost.addAll(surplus(leased));
        return drop(lost);
    }

    private List<Integer> surplus(ShardLeases.Held leased) {
        return leased.epochs().keySet().stream().sorted().skip(leased.share()).toList();
    }

    private ShardRelay begin(int shard) {
        var relay =
                new ShardRelay(
                        vertx,
                        shard,
                        rows,
                        () ->
                                gate.enter(
                                        () ->
                                                ShardProducer.open(
                                                        vertx, settings.shardProducer(shard))),
                        this);
        relay.wake();
        return relay;
    }

    private Future<Void> drop(Collection<Integer> shards) {
        if (shards.isEmpty()) {
            return Future.succeededFuture();
        }
        var ends = shards.stream().map(held::remove).map(ShardRelay::stop).toList();
        return Future.join(ends).eventually(() -> leases.release(shards)).mapEmpty();
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

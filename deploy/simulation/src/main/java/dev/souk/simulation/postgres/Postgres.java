package dev.souk.simulation.postgres;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A server whose rows are whatever maps its clients keep. It fails as {@code cluster.sql.Database}
 * does: away or broken off is {@code UNAVAILABLE}, and then a commit may or may not have happened;
 * a deadlock is broken by ending who closed it, and tried again.
 */
public final class Postgres {

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(3);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 4;

    private final Node node;
    private final Wire wire;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Locks locks = new Locks();
    private final Set<Tx> open = new LinkedHashSet<>();
    private final Set<Node> clients = new HashSet<>();

    /** Another try may succeed. */
    private static final class Deadlock extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Deadlock() {
            super("deadlock", null, false, false);
        }
    }

    public Postgres(String name, Network network, Scheduler scheduler, Chance chance) {
        this.node = new Node(name, scheduler);
        this.wire = new Wire(node, network, scheduler, this::hearOfTheEnd);
        this.scheduler = scheduler;
        this.chance = chance;
    }

    public Node node() {
        return node;
    }

    /** The server's clock, by which leases and expiries go. */
    public Instant now() {
        return scheduler.now();
    }

    /** Kills it: what was committed stays. */
    public void crash() {
        open.clear();
        locks.clear();
        node.crash();
        wire.breakOff();
    }

    /** Runs the work in one transaction, as {@code Database.transaction} does. */
    public <T> Future<T> transaction(Node client, Function<Tx, Future<T>> work) {
        return attempt(client, work, 1)
                .recover(
                        failure ->
                                Future.failedFuture(
                                        failure instanceof Deadlock
                                                ? Wire.unavailable()
                                                : failure));
    }

    /** Runs one statement that is its own transaction. */
    public <T> Future<T> query(Node client, String what, Supplier<T> statement) {
        return wire.carry(client, null, what, () -> Future.succeededFuture(statement.get()));
    }

    /** Runs one statement that is its own transaction, and waits for the locks of rows. */
    public <T> Future<T> update(Node client, String what, List<?> keys, Supplier<T> statement) {
        return wire.carry(
                client,
                null,
                what,
                () -> {
                    var tx = opened(client);
                    return lock(tx, keys).map(_ -> statement.get()).andThen(_ -> close(tx));
                });
    }

    /** Whether somebody holds the row. */
    public boolean isLocked(Object key) {
        var holder = locks.holder(key);
        holder.filter(Tx::watch).ifPresent(this::watch);
        return holder.isPresent();
    }

    private <T> Future<T> attempt(Node client, Function<Tx, Future<T>> work, int number) {
        var tx = new Tx(this, client);
        return begin(tx)
                .compose(_ -> applied(tx, work))
                .compose(result -> commit(tx).map(result), failure -> rollBack(tx, failure))
                .recover(
                        failure ->
                                failure instanceof Deadlock && number < ATTEMPTS
                                        ? later(client)
                                                .compose(_ -> attempt(client, work, number + 1))
                                        : Future.failedFuture(failure));
    }

    private static <T> Future<T> applied(Tx tx, Function<Tx, Future<T>> work) {
        try {
            return work.apply(tx);
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }

    private Future<Void> later(Node client) {
        var pause = Promise.<Void>promise();
        client.after(
                chance.between(Duration.ofMillis(1), Duration.ofMillis(20)),
                "retry",
                pause::complete);
        return pause.future();
    }

    private Tx opened(Node client) {
        var tx = new Tx(this, client);
        tx.heard(scheduler.nanos());
        open.add(tx);
        return tx;
    }

    private Future<Void> begin(Tx tx) {
        return wire.carry(
                tx.client(),
                tx,
                "BEGIN",
                () -> {
                    tx.heard(scheduler.nanos());
                    open.add(tx);
                    if (clients.add(tx.client())) {
                        tx.client().onCrash(() -> hearOfTheEndOf(tx.client()));
                    }
                    return Future.succeededFuture();
                });
    }

    <T> Future<T> statement(Tx tx, String what, Supplier<Future<T>> statement) {
        return wire.carry(tx.client(), tx, what, () -> inside(tx, statement));
    }

    private <T> Future<T> inside(Tx tx, Supplier<Future<T>> statement) {
        if (!open.contains(tx)) {
            return Future.failedFuture(Wire.unavailable());
        }
        tx.heard(scheduler.nanos());
        return statement.get();
    }

    private Future<Void> commit(Tx tx) {
        return statement(
                tx,
                "COMMIT",
                () -> {
                    tx.apply();
                    close(tx);
                    return Future.succeededFuture();
                });
    }

    private <T> Future<T> rollBack(Tx tx, Throwable failure) {
        return this.<Void>statement(
                        tx,
                        "ROLLBACK",
                        () -> {
                            close(tx);
                            return Future.succeededFuture();
                        })
                .transform(_ -> Future.failedFuture(failure));
    }

    private void hearOfTheEndOf(Node client) {
        open.stream().filter(tx -> tx.client().equals(client)).toList().forEach(this::hearOfTheEnd);
    }

    /** The kernel says that the connection is gone, a little later. */
    private void hearOfTheEnd(Tx tx) {
        if (open.contains(tx)) {
            node.after(
                    chance.between(Duration.ZERO, Duration.ofMillis(200)),
                    "connection lost",
                    () -> close(tx));
        }
    }

    private void close(Tx tx) {
        if (open.remove(tx)) {
            locks.release(tx);
        }
    }

    /** Locks rows one after another. */
    Future<Void> lock(Tx tx, List<?> keys) {
        var turn = Future.<Void>succeededFuture();
        for (var key : keys) {
            turn = turn.compose(_ -> lock(tx, key));
        }
        return turn;
    }

    private Future<Void> lock(Tx tx, Object key) {
        var granted = Promise.<Void>promise();
        if (locks.take(tx, key, granted::tryComplete)) {
            return Future.succeededFuture();
        }
        if (locks.isDeadlocked(tx)) {
            close(tx);
            return Future.failedFuture(new Deadlock());
        }
        locks.inTheWayOf(tx).filter(Tx::watch).ifPresent(this::watch);
        var limit = node.after(LOCK_LIMIT, "lock timeout", () -> granted.tryFail(tooLong()));
        return granted.future().andThen(_ -> limit.cancel());
    }

    /** Who holds what others want is watched, and ended if it falls asleep. */
    private void watch(Tx tx) {
        var rest = tx.lastHeard() + IDLE_LIMIT.toNanos() - scheduler.nanos();
        node.after(
                Duration.ofNanos(Math.max(0, rest)),
                "idle in transaction",
                () -> {
                    if (scheduler.nanos() - tx.lastHeard() >= IDLE_LIMIT.toNanos()) {
                        close(tx);
                    } else if (open.contains(tx)) {
                        watch(tx);
                    }
                });
    }

    private static ServiceFailure tooLong() {
        return ServiceFailure.of(Reason.DEADLINE_EXCEEDED, "The database took too long");
    }
}

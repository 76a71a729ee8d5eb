package dev.souk.simulation.postgres;

import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The connections to a server: statements go there and results come back, unless a connection
 * breaks, before or after its statement was done.
 */
final class Wire {

    private static final Duration CUT_LIMIT = Duration.ofSeconds(2);

    private final Node server;
    private final Network network;
    private final Scheduler scheduler;
    private final Consumer<Tx> onBreak;
    private final Set<Reply<?>> underWay = new LinkedHashSet<>();

    /**
     * @param onBreak told of each transaction whose connection broke
     */
    Wire(Node server, Network network, Scheduler scheduler, Consumer<Tx> onBreak) {
        this.server = server;
        this.network = network;
        this.scheduler = scheduler;
        this.onBreak = onBreak;
    }

    /**
     * Carries a statement there and its result back.
     *
     * @param tx in which it is done; null where it is its own transaction
     */
    <T> Future<T> carry(Node client, @Nullable Tx tx, String what, Supplier<Future<T>> work) {
        var answer = Promise.<T>promise();
        if (network.isCut(client, server)) {
            client.after(CUT_LIMIT, "late", () -> answer.tryFail(unavailable()));
            return answer.future();
        }
        var life = server.life();
        var breaksBefore = network.breaks();
        var reply = new Reply<T>(client, tx, answer);
        scheduler.after(
                network.delay(),
                server.name(),
                what,
                () -> {
                    if (breaksBefore || !server.isUp() || server.life() != life) {
                        reply.isBrokenOff();
                    } else {
                        underWay.add(reply);
                        work.get().onComplete(reply::of);
                    }
                });
        return answer.future();
    }

    /** Breaks every connection that waits for a result. */
    void breakOff() {
        var unheard = List.copyOf(underWay);
        underWay.clear();
        unheard.forEach(Reply::isBrokenOff);
    }

    static ServiceFailure unavailable() {
        return ServiceFailure.unavailable("The database is not available", Duration.ofSeconds(1));
    }

    /** The way back to a client, who may have begun another life meanwhile. */
    private final class Reply<T> {
        private final Node client;
        private final @Nullable Tx tx;
        private final int life;
        private final Promise<T> answer;

        private Reply(Node client, @Nullable Tx tx, Promise<T> answer) {
            this.client = client;
            this.tx = tx;
            this.life = client.life();
            this.answer = answer;
        }

        private void isBrokenOff() {
            if (tx != null) {
                onBreak.accept(tx);
            }
            send("broken off", () -> answer.tryFail(unavailable()));
        }

        private void of(AsyncResult<T> done) {
            if (!underWay.remove(this)) {
                return;
            }
            if (network.breaks() || network.isCut(client, server)) {
                isBrokenOff();
            } else {
                send("result", () -> answer.handle(done));
            }
        }

        private void send(String what, Runnable arrival) {
            scheduler.after(
                    network.delay(),
                    client.name(),
                    what,
                    () -> {
                        if (life == client.life()) {
                            client.arrive(arrival);
                        }
                    });
        }
    }
}

package dev.souk.cluster.web;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets so many works run at once and so many wait, in order; for one event loop. */
final class Gate {

    private final int atOnce;
    private final int waiting;
    private final Queue<Promise<Void>> queue = new ArrayDeque<>();
    private int running;

    Gate(int atOnce, int waiting) {
        this.atOnce = atOnce;
        this.waiting = waiting;
    }

    /** Runs the work when there is room; fails with {@code OVERLOADED} where too many wait. */
    <T> Future<T> enter(Supplier<Future<T>> work) {
        if (running < atOnce) {
            return run(work);
        }
        if (queue.size() >= waiting) {
            return Future.failedFuture(
                    ServiceFailure.of(Reason.OVERLOADED, "Too many requests wait here")
                            .retryAfter(Duration.ofSeconds(1)));
        }
        var turn = Promise.<Void>promise();
        queue.add(turn);
        return turn.future().compose(_ -> run(work));
    }

    private <T> Future<T> run(Supplier<Future<T>> work) {
        running++;
        return Future.succeededFuture().compose(_ -> work.get()).onComplete(_ -> leave());
    }

    private void leave() {
        running--;
        var next = queue.poll();
        if (next != null) {
            next.complete();
        }
    }
}

package dev.souk.catalog.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Does many requests as one piece of work: the next group forms while the last one is under way, so
 * that there is no timer, and a lone request never waits. A group that fails is done again one by
 * one, so that a bad request hurts only itself; therefore the work must be idempotent. Belongs to
 * one event loop.
 */
final class GroupedWork<Q, R> {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final int groupSize;
    private final int queueLimit;
    private final Function<List<Q>, Future<List<R>>> work;
    private final ArrayDeque<Waiting<Q, R>> queue = new ArrayDeque<>();
    private boolean busy;

    private record Waiting<Q, R>(Q request, BooleanSupplier wanted, Promise<R> promise) {}

    /**
     * @param work gives one result for each request, in the same order
     */
    GroupedWork(int groupSize, int queueLimit, Function<List<Q>, Future<List<R>>> work) {
        this.groupSize = groupSize;
        this.queueLimit = queueLimit;
        this.work = work;
    }

    /**
     * Queues a request. Fails with {@code OVERLOADED} where the queue is full, and with {@code
     * DEADLINE_EXCEEDED} where nobody wants the result any more when its turn comes.
     */
    Future<R> submit(Q request, BooleanSupplier wanted) {
        if (queue.size() >= queueLimit) {
            return Future.failedFuture(
                    ServiceFailure.of(Reason.OVERLOADED, "Too many orders are waiting for stock")
                            .retryAfter(COME_AGAIN));
        }
        var waiting = new Waiting<Q, R>(request, wanted, Promise.promise());
        queue.add(waiting);
        startNext();
        return waiting.promise().future();
    }

    private void startNext() {
        if (busy) {
            return;
        }
        var group = nextGroup();
        if (!group.isEmpty()) {
            busy = true;
            together(group)
                    .onComplete(
                            done -> {
                                busy = false;
                                startNext();
                            });
        }
    }

    private List<Waiting<Q, R>> nextGroup() {
        var group = new ArrayList<Waiting<Q, R>>();
        while (group.size() < groupSize && !queue.isEmpty()) {
            var next = queue.remove();
            if (next.wanted().getAsBoolean()) {
                group.add(next);
            } else {
                next.promise()
                        .fail(
                                ServiceFailure.of(
                                        Reason.DEADLINE_EXCEEDED, "The time was up in the queue"));
            }
        }
        return group;
    }

    private Future<?> together(List<Waiting<Q, R>> group) {
        return attempt(group)
                .onSuccess(results -> answer(group, results))
                .recover(failure -> group.size() == 1 ? fail(group, failure) : singly(group))
                .otherwiseEmpty();
    }

    /** After the first that finds the store away, the others aren't tried: they'd find the same. */
    private Future<List<R>> singly(List<Waiting<Q, R>> group) {
        var turn = Future.<List<R>>succeededFuture(List.of());
        for (var waiting : group) {
            turn = turn.compose(done -> one(waiting), failure -> giveUpOrGoOn(waiting, failure));
        }
        return turn;
    }

    private Future<List<R>> giveUpOrGoOn(Waiting<Q, R> waiting, Throwable failure) {
        var away = failure instanceof ServiceFailure known && known.reason() == Reason.UNAVAILABLE;
        return away ? fail(List.of(waiting), failure) : one(waiting);
    }

    private Future<List<R>> one(Waiting<Q, R> waiting) {
        var alone = List.of(waiting);
        return attempt(alone)
                .onSuccess(results -> answer(alone, results))
                .recover(failure -> fail(alone, failure));
    }

    private Future<List<R>> fail(List<Waiting<Q, R>> group, Throwable failure) {
        group.forEach(waiting -> waiting.promise().fail(failure));
        return Future.failedFuture(failure);
    }

    private Future<List<R>> attempt(List<Waiting<Q, R>> group) {
        try {
            return work.apply(group.stream().map(Waiting::request).toList());
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }

    private void answer(List<Waiting<Q, R>> group, List<R> results) {
        for (var i = 0; i < group.size(); i++) {
            group.get(i).promise().complete(results.get(i));
        }
    }
}

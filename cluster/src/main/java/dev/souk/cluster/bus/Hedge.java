package dev.souk.cluster.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A read that has waited long is asked of a second node too, and the first answer of the two is
 * heard. A fault is no answer: it waits for the other, and where both end so the caller hears what
 * the first said. On one context.
 *
 * <p>Source: Dean and Barroso, "The Tail at Scale", CACM 56(2), 2013.
 */
final class Hedge {

    private final Future<RawReply> first;
    private final Promise<RawReply> answer = Promise.promise();
    private int waiting = 1;

    Hedge(Future<RawReply> first) {
        this.first = first;
        first.onComplete(this::ended);
    }

    Future<RawReply> answer() {
        return answer.future();
    }

    /** Takes the second node's part into account; not after the answer. */
    void with(Future<RawReply> second) {
        waiting++;
        second.onComplete(this::ended);
    }

    private void ended(AsyncResult<RawReply> done) {
        waiting--;
        if (isAnswer(done)) {
            settle(done);
        } else if (waiting == 0) {
            settle(first);
        }
    }

    private static boolean isAnswer(AsyncResult<RawReply> done) {
        if (done.succeeded()) {
            return !done.result().isFault();
        }
        var reason = Replies.translate(done.cause()).reason();
        return !reason.isFault() && !reason.isUntouched();
    }

    private void settle(AsyncResult<RawReply> done) {
        if (done.succeeded()) {
            answer.tryComplete(done.result());
        } else {
            answer.tryFail(done.cause());
        }
    }
}

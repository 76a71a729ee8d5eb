package dev.souk.cluster.bus;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;

/**
 * A request whose answer has not come. It ends once, by the answer, its time, or the loss of the
 * node; always on its caller's context.
 */
final class PendingCall {

    private final long number;
    private final Context context;
    private final Outbound call;
    private final long begun;
    private final Promise<Message<Buffer>> promise = Promise.promise();

    /**
     * @param number tells it from the others that wait for the same peer, and is greater than
     *     theirs
     */
    PendingCall(long number, Context context, Outbound call, long begun) {
        this.number = number;
        this.context = context;
        this.call = call;
        this.begun = begun;
    }

    long number() {
        return number;
    }

    boolean held() {
        return call.held();
    }

    /** Whether it may be sent again, so that nothing is lost by giving it up here. */
    boolean repeatable() {
        return call.effect().isRepeatable();
    }

    long begun() {
        return begun;
    }

    Future<Message<Buffer>> answer() {
        return promise.future();
    }

    /** Ends it by what the event bus says, which says it on the caller's context. */
    void complete(Future<Message<Buffer>> reply) {
        reply.onComplete(
                done -> {
                    if (done.succeeded()) {
                        promise.tryComplete(done.result());
                    } else {
                        promise.tryFail(done.cause());
                    }
                });
    }

    void fail(ServiceFailure failure) {
        context.runOnContext(now -> promise.tryFail(failure));
    }
}

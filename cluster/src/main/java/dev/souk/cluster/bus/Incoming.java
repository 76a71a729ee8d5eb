package dev.souk.cluster.bus;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;

import java.util.concurrent.atomic.AtomicBoolean;

/** One request at the server, answered once. */
final class Incoming {

    private final Message<Buffer> message;
    private final AtomicBoolean answered = new AtomicBoolean();

    Incoming(Message<Buffer> message) {
        this.message = message;
    }

    boolean is(String endpoint) {
        return endpoint.equals(message.headers().get(Wire.ENDPOINT));
    }

    /** Whether the caller lets the answer be held back on purpose. */
    boolean held() {
        return message.headers().contains(Wire.HOLD);
    }

    Message<Buffer> message() {
        return message;
    }

    void reply(RawReply reply) {
        if (answered.compareAndSet(false, true)) {
            var options = new DeliveryOptions().setHeaders(reply.headers());
            if (!reply.headers().contains(Wire.STATUS)) {
                options.addHeader(Wire.STATUS, Wire.OK);
            }
            message.reply(
                    reply.body(),
                    options.addHeader(Wire.HTTP_STATUS, Integer.toString(reply.status())));
        }
    }

    void reply(ServiceFailure failure) {
        if (answered.compareAndSet(false, true)) {
            message.reply(
                    FailureBody.encode(failure),
                    new DeliveryOptions().addHeader(Wire.STATUS, failure.reason().name()));
        }
    }

    /** Gives the request back, for another node to take. */
    void handBack() {
        reply(Replies.gone());
    }
}

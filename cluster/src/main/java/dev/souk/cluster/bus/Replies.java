package dev.souk.cluster.bus;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Reads what came back, or did not, as a reply or a {@link ServiceFailure}. */
final class Replies {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Replies() {}

    static Future<RawReply> read(Message<Buffer> message, String nodeId) {
        var headers = message.headers();
        var http = headers.get(Wire.HTTP_STATUS);
        var reason = Wire.reason(headers);
        if (reason.isPresent() && (http == null || reason.get().isUntouched())) {
            return Future.failedFuture(FailureBody.decode(reason.get(), message.body()));
        }
        return Future.succeededFuture(new RawReply(status(http), headers, message.body(), nodeId));
    }

    static ServiceFailure translate(Throwable cause) {
        return switch (cause) {
            case ServiceFailure failure -> failure;
            case ReplyException reply -> translate(reply);
            default -> lost();
        };
    }

    /** The node is away; whether it did its work is not known. */
    static ServiceFailure lost() {
        return ServiceFailure.unavailable("The node that worked on it was lost", SOON);
    }

    static ServiceFailure late() {
        return ServiceFailure.of(Reason.DEADLINE_EXCEEDED, "No answer came in time");
    }

    /** The node has left the bus, so that it surely did nothing. */
    static ServiceFailure gone() {
        return ServiceFailure.of(Reason.DRAINING, "The node has left").retryAfter(SOON);
    }

    static ServiceFailure nobody(String service) {
        return ServiceFailure.unavailable("No node of " + service + " is there", SOON);
    }

    static ServiceFailure full() {
        return ServiceFailure.of(Reason.OVERLOADED, "Too much is under way").retryAfter(SOON);
    }

    private static ServiceFailure translate(ReplyException reply) {
        return switch (reply.failureType()) {
            case NO_HANDLERS -> gone();
            case TIMEOUT -> late();
            case RECIPIENT_FAILURE, ERROR -> lost();
        };
    }

    private static int status(@Nullable String http) {
        return http == null ? 200 : Integer.parseInt(http);
    }
}

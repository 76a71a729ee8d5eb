package dev.souk.gateway.http;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Collects the body of one paused request: whole, in time and not too large, or not at all. A body
 * that is cut short, or breaks its framing, is never passed on.
 */
final class BodyReader {

    private static final Buffer NOTHING = Buffer.buffer(0);

    private final HttpServerRequest request;
    private final int limit;
    private final Buffer collected = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();

    private BodyReader(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Whether a request has a body that is still to come. */
    static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.equals("0");
    }

    /**
     * The size that the head states is judged without reading.
     *
     * @throws ServiceFailure {@code TOO_LARGE}
     */
    static void checkLength(HttpServerRequest request, int limit) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit) {
            throw tooLarge(limit);
        }
    }

    /**
     * Reads the body. Fails with {@code TOO_LARGE}, with {@code REQUEST_TIMEOUT} if it isn't whole
     * by the deadline, and with {@code INVALID} if it can never be.
     */
    static Future<Buffer> read(Exchange exchange, int limit) {
        if (!hasBody(exchange.request())) {
            return Future.succeededFuture(NOTHING);
        }
        return new BodyReader(exchange.request(), limit).read(exchange);
    }

    private Future<Buffer> read(Exchange exchange) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            exchange.response().writeContinue().onFailure(whole::tryFail);
        }
        var timer = limitTime(exchange);
        request.handler(this::collect);
        request.endHandler(_ -> whole.tryComplete(collected));
        request.exceptionHandler(_ -> whole.tryFail(cutShort()));
        exchange.framing().watchBody(violation -> broken(exchange, violation));
        request.resume();
        return whole.future()
                .onComplete(
                        _ -> {
                            exchange.vertx().cancelTimer(timer);
                            exchange.framing().watchBody(null);
                        });
    }

    private long limitTime(Exchange exchange) {
        var left = Math.max(1, exchange.deadline().left().toMillis());
        return exchange.vertx()
                .setTimer(
                        left,
                        _ -> {
                            exchange.closeAfter();
                            whole.tryFail(slow());
                        });
    }

    private void collect(Buffer part) {
        if (collected.length() + part.length() > limit) {
            request.pause();
            whole.tryFail(tooLarge(limit));
        } else {
            collected.appendBuffer(part);
        }
    }

    private void broken(Exchange exchange, Violation violation) {
        exchange.closeAfter();
        whole.tryFail(ServiceFailure.of(Reason.INVALID, violation.code(), violation.detail()));
    }

    private static ServiceFailure tooLarge(int limit) {
        return ServiceFailure.of(Reason.TOO_LARGE, "The body may have " + limit + " bytes");
    }

    private static ServiceFailure slow() {
        return ServiceFailure.of(Reason.REQUEST_TIMEOUT, "The body took too long to arrive");
    }

    private static ServiceFailure cutShort() {
        return ServiceFailure.of(Reason.INVALID, "malformed-request", "The body was cut short");
    }
}

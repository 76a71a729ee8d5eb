package dev.souk.gateway.http;

import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Problem;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.quota.RateLimitFields;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * One request and its answer, which is written once, with the headers that every answer has. What
 * is left of an unread body is read and dropped, or the connection ends. Belongs to one event loop.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private static final Duration TOTAL = Duration.ofSeconds(5);
    private static final long DROPPED_AT_MOST = 256 * 1024;
    private static final long LINGER_MILLIS = 1_000;

    /**
     * What an exchange is told when it begins.
     *
     * @param base scheme and authority of this door
     * @param traceId the trace that the request belongs to; may be empty
     * @param draining whether connections shall end with their next answer
     */
    record Setting(String base, String requestId, String traceId, BooleanSupplier draining) {}

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final StrictFraming framing;
    private final Setting setting;
    private final Deadline deadline = Deadline.in(TOTAL);
    private boolean closing;
    private boolean left;
    private IntConsumer ended = _ -> {};

    Exchange(Vertx vertx, HttpServerRequest request, StrictFraming framing, Setting setting) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.framing = framing;
        this.setting = setting;
        response.putHeader("x-request-id", setting.requestId());
        response.putHeader("x-content-type-options", "nosniff");
        response.putHeader("referrer-policy", "no-referrer");
        if (setting.base().startsWith("https:")) {
            response.putHeader("strict-transport-security", "max-age=31536000");
        }
        response.exceptionHandler(lost -> LOG.debug("the client is gone", lost));
        response.endHandler(_ -> answered());
    }

    Vertx vertx() {
        return vertx;
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return response;
    }

    StrictFraming framing() {
        return framing;
    }

    Setting setting() {
        return setting;
    }

    Deadline deadline() {
        return deadline;
    }

    String path() {
        var path = request.path();
        return path == null ? "" : path;
    }

    /** Shows the quotas that limited this request. */
    void show(RateLimitFields fields) {
        response.putHeader("ratelimit-policy", fields.policies());
        response.putHeader("ratelimit", fields.limit());
    }

    /** Calls once with the status when the answer is written. */
    void onEnd(IntConsumer listener) {
        ended = listener;
    }

    /** Leaves the answer to somebody else, who writes it on the same response. */
    void leave() {
        announceClose();
        left = true;
        if (BodyReader.hasBody(request)) {
            dropRest();
        }
    }

    /** Ends the connection with this answer. */
    void closeAfter() {
        closing = true;
    }

    /** Answers with a problem; anything but a {@code ServiceFailure} is a defect, logged here. */
    void refuse(Throwable cause) {
        if (cause instanceof ServiceFailure failure) {
            send(Problem.of(failure, origin()));
        } else {
            LOG.atError().setCause(cause).addKeyValue("path", path()).log("request failed");
            send(
                    Problem.of(
                            ServiceFailure.of(Reason.INTERNAL, "A defect; it was noted"),
                            origin()));
        }
    }

    Problem.Origin origin() {
        return new Problem.Origin(setting.base(), path(), setting.traceId());
    }

    void send(Answer answer) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        answer.headers().forEach(headers::set);
        send(answer.status(), headers, answer.body());
    }

    /** Answers, unless that was done or the client is gone. */
    void send(int status, MultiMap headers, Buffer body) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            close();
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (!headers.contains("cache-control")) {
            response.putHeader(
                    "cache-control", headers.contains("etag") ? "private, no-cache" : "no-store");
        }
        if (!response.headers().contains("content-security-policy")) {
            response.putHeader(
                    "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        }
        finish(status, body);
    }

    private void answered() {
        framing.answered();
        ended.accept(response.getStatusCode());
        if (left && closing) {
            vertx.runOnContext(_ -> close());
        }
    }

    private void announceClose() {
        closing |= setting.draining().getAsBoolean();
        if (closing) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void finish(int status, Buffer body) {
        var unread = BodyReader.hasBody(request) && !request.isEnded();
        if (unread && isLong()) {
            closing = true;
        }
        announceClose();
        end(status, body)
                .onComplete(
                        _ -> {
                            if (closing && (!unread || framing.isRefused())) {
                                close();
                            }
                        });
        if (unread) {
            dropRest();
        }
    }

    private io.vertx.core.Future<Void> end(int status, Buffer body) {
        var bodiless = status == 204 || status == 304;
        if (request.method().equals(HttpMethod.HEAD)) {
            if (!bodiless) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            }
            return response.end();
        }
        return bodiless || body.length() == 0 ? response.end() : response.end(body);
    }

    /** Whether the rest of the body is too much to be read for nothing. */
    private boolean isLong() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || Long.parseLong(length) > DROPPED_AT_MOST;
    }

    /** Closing at once would reset the connection under an answer that isn't read yet. */
    private void dropRest() {
        framing.watchBody(null);
        request.handler(_ -> {});
        request.exceptionHandler(_ -> {});
        if (closing) {
            var timer = vertx.setTimer(LINGER_MILLIS, _ -> close());
            request.endHandler(
                    _ -> {
                        if (vertx.cancelTimer(timer)) {
                            close();
                        }
                    });
        } else {
            request.endHandler(_ -> {});
        }
        request.resume();
    }

    private void close() {
        request.connection().close().onFailure(lost -> LOG.debug("already closed", lost));
    }
}

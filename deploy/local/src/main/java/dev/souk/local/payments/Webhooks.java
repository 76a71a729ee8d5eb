package dev.souk.local.payments;

import dev.souk.cluster.json.Json;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Tells the shop what it wasn't told by an answer: a signed request, sent again with growing pauses
 * until the shop takes it, for a day. Messages may come twice, late and out of order.
 */
final class Webhooks {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    private final Vertx vertx;
    private final WebClient client;
    private final Signer signer;
    private final InstantSource clock;
    private final @Nullable URI target;

    /** News of an operation. */
    record Message(UUID id, String orderId, Operation operation) {}

    private record Body(
            UUID id, String type, Instant createdAt, String orderId, String key, String status) {

        static Body of(Message message) {
            var operation = message.operation();
            return new Body(
                    message.id(),
                    operation.kind().code() + "." + operation.status().code(),
                    operation.updatedAt(),
                    message.orderId(),
                    operation.key(),
                    operation.status().code());
        }
    }

    /**
     * @param target where the shop listens; null to tell nobody
     */
    Webhooks(Vertx vertx, Signer signer, InstantSource clock, @Nullable URI target) {
        this.vertx = vertx;
        this.client =
                WebClient.create(
                        vertx,
                        new WebClientOptions()
                                .setFollowRedirects(false)
                                .setUserAgentEnabled(false));
        this.signer = signer;
        this.clock = clock;
        this.target = target;
    }

    /** Completes when the shop has taken the message; never, where nobody is told. */
    Future<Void> tell(Message message) {
        return target == null
                ? Promise.<Void>promise().future()
                : attempt(target, message, Json.encode(Body.of(message)), 0);
    }

    private Future<Void> attempt(URI url, Message message, Buffer body, int attempt) {
        return send(url, body)
                .recover(
                        failure ->
                                isTooOld(message)
                                        ? Future.failedFuture(failure)
                                        : pause(attempt)
                                                .compose(
                                                        _ ->
                                                                attempt(
                                                                        url,
                                                                        message,
                                                                        body,
                                                                        attempt + 1)));
    }

    private Future<Void> send(URI url, Buffer body) {
        return client.postAbs(url.toString())
                .timeout(ANSWER_WITHIN.toMillis())
                .putHeader("content-type", "application/json")
                .putHeader(Signer.HEADER, signer.sign(clock.instant(), body))
                .sendBuffer(body)
                .compose(
                        response ->
                                response.statusCode() / 100 == 2
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                new IllegalStateException(
                                                        "answered " + response.statusCode())));
    }

    private boolean isTooOld(Message message) {
        var age = Duration.between(message.operation().updatedAt(), clock.instant());
        return age.compareTo(GIVE_UP_AFTER) > 0;
    }

    private Future<Void> pause(int attempt) {
        var millis = Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(attempt, 16));
        return vertx.timer(millis, TimeUnit.MILLISECONDS).mapEmpty();
    }
}

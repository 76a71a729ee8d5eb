package dev.souk.order.payment;

import dev.souk.cluster.resilience.BreakerState;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * HTTP to a payment provider, behind its breaker. What surely didn't reach it is told apart from
 * what may have: only a refused connection and an open breaker are sure.
 */
final class ProviderHttp {

    static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);

    private static final String BREAKER = "payments";
    private static final int CONNECTIONS = 64;
    private static final int WAITERS = 512;

    private final WebClient client;
    private final Breakers breakers;
    private final URI url;

    /** A request that was not sent. */
    static final class NotSent extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotSent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An answer of 5xx, which says nothing of what the request did. */
    static final class ServerFault extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final boolean replayed;

        ServerFault(int status, boolean replayed) {
            super("The provider answered " + status);
            this.replayed = replayed;
        }

        /** Whether the same answer comes for as long as the key is used. */
        boolean isReplayed() {
            return replayed;
        }
    }

    /**
     * @param url where the provider's API begins
     */
    ProviderHttp(Vertx vertx, Breakers breakers, URI url) {
        var options =
                new WebClientOptions()
                        .setUserAgentEnabled(false)
                        .setFollowRedirects(false)
                        .setConnectTimeout((int) CONNECT_WITHIN.toMillis());
        this.client =
                WebClient.wrap(
                        vertx.createHttpClient(
                                options,
                                new PoolOptions()
                                        .setHttp1MaxSize(CONNECTIONS)
                                        .setMaxWaitQueueSize(WAITERS)),
                        options);
        this.breakers = breakers;
        this.url = url;
    }

    HttpRequest<Buffer> request(HttpMethod method, String path, Duration within) {
        return client.requestAbs(method, url.resolve(path).toString()).timeout(within.toMillis());
    }

    /**
     * Sends a request. Fails with {@link NotSent} where it surely did not arrive, with {@link
     * ServerFault} for a 5xx, and with anything else where nothing was heard.
     */
    Future<HttpResponse<Buffer>> send(Supplier<Future<HttpResponse<Buffer>>> request) {
        var sent = new AtomicBoolean();
        return breakers.guard(
                        BREAKER,
                        () -> {
                            sent.set(true);
                            return request.get().map(ProviderHttp::noFault);
                        })
                .recover(failure -> Future.failedFuture(surely(failure, sent.get())));
    }

    /** Whether a request would be sent now, and not be refused by the breaker. */
    boolean mayBeAsked() {
        return breakers.of(BREAKER).state() != BreakerState.State.OPEN;
    }

    /** What a failed request means for a payment. */
    static PaymentOutcome unheard(Throwable failure) {
        return failure instanceof NotSent
                ? new NotReached(messageOf(failure))
                : new NoAnswer(messageOf(failure));
    }

    private static HttpResponse<Buffer> noFault(HttpResponse<Buffer> response) {
        if (response.statusCode() >= 500) {
            var replayed = "true".equals(response.getHeader("idempotent-replayed"));
            throw new ServerFault(response.statusCode(), replayed);
        }
        return response;
    }

    private static Throwable surely(Throwable failure, boolean sent) {
        return !sent || failure instanceof ConnectException
                ? new NotSent(messageOf(failure), failure)
                : failure;
    }

    private static String messageOf(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}

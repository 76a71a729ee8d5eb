package dev.souk.order.payment;

import dev.souk.cluster.config.Secret;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.Statement;
import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** The built-in sandbox provider, over HTTP. What it rejects surely did not reach it either. */
public final class SandboxPayments implements PaymentProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPayments.class);

    private final ProviderHttp http;
    private final Secret key;

    private record AuthorizationBody(String orderId, Money amount, String token) {

        @Override
        public String toString() {
            return "AuthorizationBody[" + orderId + "]";
        }
    }

    private record MovementBody(String authorizationKey, Money amount) {}

    private record VoidBody(String authorizationKey) {}

    /**
     * @param url where the provider's API begins
     * @param key proves who asks
     */
    public SandboxPayments(Vertx vertx, Breakers breakers, URI url, Secret key) {
        this.http = new ProviderHttp(vertx, breakers, url);
        this.key = key;
    }

    @Override
    public boolean mayBeAsked() {
        return http.mayBeAsked();
    }

    @Override
    public Future<PaymentOutcome> authorize(Authorization authorization, Duration within) {
        var body =
                new AuthorizationBody(
                        authorization.orderId().toString(),
                        authorization.amount(),
                        authorization.token());
        return post("/v1/authorizations", authorization.key(), body, within);
    }

    @Override
    public Future<PaymentOutcome> capture(Movement capture, Duration within) {
        return post("/v1/captures", capture.key(), bodyOf(capture), within);
    }

    @Override
    public Future<PaymentOutcome> voidByKey(Authorization authorization, Duration within) {
        var body = new VoidBody(authorization.key());
        return post("/v1/voids", authorization.key() + ":void", body, within);
    }

    @Override
    public Future<PaymentOutcome> refund(Movement refund, Duration within) {
        return post("/v1/refunds", refund.key(), bodyOf(refund), within);
    }

    @Override
    public Future<PaymentOutcome> lookUp(String operationKey, Duration within) {
        var request = request(HttpMethod.GET, "/v1/operations", within);
        return outcome(() -> request.addQueryParam("key", operationKey).send());
    }

    @Override
    public Future<Statement> statement(String cursor, int limit, Duration within) {
        return request(HttpMethod.GET, "/v1/movements", within)
                .addQueryParam("after", cursor.isEmpty() ? "0" : cursor)
                .addQueryParam("limit", Integer.toString(limit))
                .send()
                .map(SandboxPayments::statementOf);
    }

    private static Statement statementOf(HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw ServiceFailure.of(
                    Reason.UNAVAILABLE, "The provider answered " + response.statusCode());
        }
        return Json.decode(bodyOf(response), SandboxStatement.class).statement();
    }

    /** Whether the provider answers: the health check. */
    public Future<Void> check() {
        return request(HttpMethod.GET, "/health", ProviderHttp.CONNECT_WITHIN)
                .send()
                .compose(
                        response ->
                                response.statusCode() == 200
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                ServiceFailure.of(
                                                        Reason.UNAVAILABLE,
                                                        "The provider is not well")));
    }

    private static MovementBody bodyOf(Movement movement) {
        return new MovementBody(movement.authorizationKey(), movement.amount());
    }

    private Future<PaymentOutcome> post(
            String path, String operationKey, Object body, Duration within) {
        var request =
                request(HttpMethod.POST, path, within)
                        .putHeader("idempotency-key", operationKey)
                        .putHeader("content-type", "application/json");
        return outcome(() -> request.sendBuffer(Json.encode(body)));
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, Duration within) {
        return http.request(method, path, within)
                .putHeader("authorization", "Bearer " + key.reveal());
    }

    private Future<PaymentOutcome> outcome(Supplier<Future<HttpResponse<Buffer>>> send) {
        return http.send(send).map(SandboxPayments::outcomeOf).otherwise(ProviderHttp::unheard);
    }

    private static PaymentOutcome outcomeOf(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 200, 201, 202 -> outcomeOf(Json.decode(bodyOf(response), SandboxOperation.class));
            case 404 -> new NotFound();
            case 400, 401, 403, 413, 415, 422 -> rejected(response.statusCode());
            default ->
                    throw ServiceFailure.of(
                            Reason.UNAVAILABLE, "The provider answered " + response.statusCode());
        };
    }

    private static Buffer bodyOf(HttpResponse<Buffer> response) {
        var body = response.body();
        return body == null ? Buffer.buffer() : body;
    }

    /** A request that the provider doesn't take is not booked either. */
    private static PaymentOutcome rejected(int status) {
        LOG.atError().addKeyValue("status", status).log("payment provider rejects our requests");
        return new NotReached("rejected with " + status);
    }

    private static PaymentOutcome outcomeOf(SandboxOperation operation) {
        return switch (operation.status()) {
            case "in-progress" -> new InProgress();
            case "authorized" -> new Authorized(operation.requiredReference(), operation.last4());
            case "action-required" -> new ActionRequired(operation.requiredActionUrl());
            case "declined" -> new Declined(operation.reasonOr("declined"));
            case "captured" -> new Captured(operation.amount());
            case "voided" -> new Voided();
            case "refunded" -> new Refunded(operation.amount());
            case "refused" -> refused(operation);
            default -> throw new IllegalStateException("unknown status " + operation.status());
        };
    }

    /** A void is refused only where the money was taken already. */
    private static PaymentOutcome refused(SandboxOperation operation) {
        return operation.kind().equals("void")
                ? new Captured(operation.amount())
                : new NotCapturable(operation.reasonOr("refused"));
    }
}

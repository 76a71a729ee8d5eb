package dev.souk.local.payments;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The provider's HTTP API, and its pages for shoppers. */
final class ProviderApi {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderApi.class);
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_PAGE = 500;

    private final Provider provider;
    private final Journal journal;
    private final byte[] authorization;

    private record AuthorizationRequest(String orderId, Money amount, String token) {}

    private record MovementRequest(String authorizationKey, Money amount) {}

    private record VoidRequest(String authorizationKey) {}

    /**
     * @param apiKey what the shop shows to prove itself
     */
    ProviderApi(Provider provider, Journal journal, String apiKey) {
        this.provider = provider;
        this.journal = journal;
        this.authorization = ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8);
    }

    Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.get("/health").handler(context -> json(context, 200, Map.of("status", "UP")));
        router.route("/v1/*").handler(this::authenticate);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.post("/v1/authorizations").handler(context -> submit(context, this::authorize));
        router.post("/v1/captures")
                .handler(context -> submit(context, (c, key) -> movement(c, key, Kind.CAPTURE)));
        router.post("/v1/refunds")
                .handler(context -> submit(context, (c, key) -> movement(c, key, Kind.REFUND)));
        router.post("/v1/voids").handler(context -> submit(context, this::voidOf));
        router.get("/v1/operations").handler(this::lookUp);
        router.get("/v1/movements").handler(this::movements);
        router.get("/v1/log").handler(this::log);
        router.get("/challenges/:reference").handler(this::showChallenge);
        router.post("/challenges/:reference").handler(this::decideChallenge);
        router.route().failureHandler(ProviderApi::fail);
        return router;
    }

    private void authenticate(RoutingContext context) {
        var given = Optional.ofNullable(context.request().getHeader("authorization")).orElse("");
        if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            context.next();
        } else {
            json(context, 401, Map.of("code", "unauthenticated"));
        }
    }

    private void submit(RoutingContext context, BiFunction<RoutingContext, String, Command> read) {
        var key = context.request().getHeader("idempotency-key");
        if (key == null || key.isEmpty() || key.length() > 255) {
            json(context, 400, Map.of("code", "idempotency-key-required"));
            return;
        }
        provider.submit(read.apply(context, key))
                .onSuccess(reply -> answer(context, reply))
                .onFailure(context::fail);
    }

    private Command authorize(RoutingContext context, String key) {
        var body = bodyOf(context, AuthorizationRequest.class);
        return new Command(
                Kind.AUTHORIZATION,
                key,
                key,
                required(body.orderId()),
                positive(body.amount()),
                required(body.token()));
    }

    private Command movement(RoutingContext context, String key, Kind kind) {
        var body = bodyOf(context, MovementRequest.class);
        return new Command(
                kind, key, required(body.authorizationKey()), "", positive(body.amount()), "");
    }

    private Command voidOf(RoutingContext context, String key) {
        var body = bodyOf(context, VoidRequest.class);
        return new Command(
                Kind.VOID, key, required(body.authorizationKey()), "", Command.NO_AMOUNT, "");
    }

    private static void answer(RoutingContext context, Reply reply) {
        switch (reply) {
            case Reply.Of of ->
                    json(
                            context,
                            of.operation().status() == Status.IN_PROGRESS ? 202 : 200,
                            of.operation());
            case Reply.Refused refused ->
                    json(
                            context,
                            refused.failure().reason().status(),
                            Map.of("code", refused.failure().code()));
            case Reply.Fault _ -> json(context, 500, Map.of("code", "internal"));
            case Reply.Silence _ -> LOG.debug("a request is left without an answer on purpose");
        }
    }

    private void lookUp(RoutingContext context) {
        provider.lookUp(required(context.request().getParam("key")))
                .onSuccess(
                        found ->
                                found.ifPresentOrElse(
                                        operation -> json(context, 200, operation),
                                        () -> json(context, 404, Map.of("code", "not-found"))))
                .onFailure(context::fail);
    }

    /** What was moved, a page at a time, so that a look at the end of the books costs little. */
    private void movements(RoutingContext context) {
        var after = number(context, "after", 0, Long.MAX_VALUE);
        var limit = Math.clamp(number(context, "limit", MAX_PAGE, MAX_PAGE), 1, MAX_PAGE);
        provider.moved(after, limit)
                .onSuccess(page -> json(context, 200, page))
                .onFailure(context::fail);
    }

    private static long number(RoutingContext context, String name, long otherwise, long most) {
        var given = context.request().getParam(name);
        try {
            return given == null ? otherwise : Math.clamp(Long.parseLong(given), 0, most);
        } catch (NumberFormatException e) {
            throw ServiceFailure.of(Reason.INVALID, name + " is not a number");
        }
    }

    /** The log itself, one entry a line, for whoever compares it with the shop's books. */
    private void log(RoutingContext context) {
        journal.settled()
                .compose(
                        _ ->
                                context.response()
                                        .putHeader("content-type", "application/x-ndjson")
                                        .sendFile(journal.path().toString(), 0, journal.durable()))
                .onFailure(context::fail);
    }

    private void showChallenge(RoutingContext context) {
        page(context, provider.challenge(required(context.pathParam("reference"))));
    }

    private void decideChallenge(RoutingContext context) {
        var approved = "approve".equals(context.request().getFormAttribute("decision"));
        provider.challenge(required(context.pathParam("reference")))
                .map(operation -> provider.decide(operation, approved).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .onSuccess(operation -> page(context, operation))
                .onFailure(context::fail);
    }

    private static void page(RoutingContext context, Optional<Operation> operation) {
        context.response()
                .setStatusCode(operation.isPresent() ? 200 : 404)
                .putHeader("content-type", "text/html; charset=utf-8")
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .putHeader("cache-control", "no-store")
                .end(operation.map(ChallengePage::of).orElseGet(ChallengePage::ofNothing))
                .onFailure(failure -> LOG.debug("a page was not taken", failure));
    }

    private static void fail(RoutingContext context) {
        var failure = context.failure();
        if (failure instanceof ServiceFailure refused) {
            json(context, refused.reason().status(), Map.of("code", refused.code()));
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            json(context, context.statusCode(), Map.of("code", "refused"));
        } else {
            LOG.error("a request failed", failure);
            json(context, 500, Map.of("code", "internal"));
        }
    }

    private static void json(RoutingContext context, int status, Object body) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Json.encode(body))
                .onFailure(failure -> LOG.debug("an answer was not taken", failure));
    }

    private static <T> T bodyOf(RoutingContext context, Class<T> type) {
        var body = context.body().buffer();
        if (body == null) {
            throw ServiceFailure.of(Reason.INVALID, "The body is missing");
        }
        return Json.decode(body, type);
    }

    private static String required(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ServiceFailure.of(Reason.INVALID, "Something is missing");
        }
        return text;
    }

    private static Money positive(@Nullable Money amount) {
        if (amount == null || amount.isNegative()) {
            throw ServiceFailure.of(Reason.INVALID, "An amount is missing or negative");
        }
        return amount;
    }
}

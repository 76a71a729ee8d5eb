package dev.souk.local.stripe;

import dev.souk.cluster.json.Json;
import dev.souk.local.stripe.StripeDescription.Operation;
import dev.souk.local.stripe.StripeWorld.Reply;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that stands in for Stripe: it refuses what the description doesn't allow, and keeps keys
 * as Stripe does. A stored answer is replayed, errors too; a key with other parameters is refused;
 * what fails validation is not stored.
 */
final class StripeStandIn implements AutoCloseable {

    private final StripeDescription description = StripeDescription.load();
    private final StripeWorld world;
    private final HttpServer server;
    private final Map<String, Stored> stored = new HashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile boolean searchIsBehind;

    private record Stored(String request, Reply reply) {}

    StripeStandIn(Vertx vertx, InstantSource clock) throws TimeoutException {
        world = new StripeWorld(clock);
        server =
                vertx.createHttpServer()
                        .requestHandler(this::take)
                        .listen(0, "127.0.0.1")
                        .await(10, TimeUnit.SECONDS);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** In what requests were not as described. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The same, and they are forgotten, since the test meant them. */
    List<String> forgiveProblems() {
        var all = List.copyOf(problems);
        problems.clear();
        return all;
    }

    /** The names of the operations that were asked for, in order. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    void decide(String id, boolean approves) {
        world.decide(id, approves);
    }

    /** Keys are forgotten, as after a day. */
    void forgetKeys() {
        stored.clear();
    }

    /** New intents are found by a search only when this ends. */
    void searchIsBehind(boolean behind) {
        searchIsBehind = behind;
    }

    private void take(HttpServerRequest request) {
        if (isPost(request)) {
            request.setExpectMultipart(true);
        }
        request.end()
                .onSuccess(_ -> answer(request))
                .onFailure(failure -> problems.add(String.valueOf(failure)));
    }

    private void answer(HttpServerRequest request) {
        var operation = description.operation(request);
        if (operation.isEmpty()) {
            problems.add("no operation for " + request.method() + " " + request.path());
            send(
                    request,
                    StripeWorld.error(404, "invalid_request_error", "url_invalid", ""),
                    false);
            return;
        }
        var given = isPost(request) ? request.formAttributes() : request.params();
        var wrong = description.problems(operation.get(), request, given);
        problems.addAll(wrong);
        seen.add(operation.get().name());
        if (wrong.isEmpty()) {
            perform(operation.get(), request, given);
        } else {
            send(
                    request,
                    StripeWorld.error(400, "invalid_request_error", "parameter_invalid", ""),
                    false);
        }
    }

    private static boolean isPost(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method());
    }

    private void perform(Operation operation, HttpServerRequest request, MultiMap given) {
        var key = request.getHeader("idempotency-key");
        var fingerprint = request.method() + " " + request.path() + " " + given.entries();
        var known = key == null ? null : stored.get(key);
        if (known != null) {
            var isSame = known.request().equals(fingerprint);
            send(
                    request,
                    isSame ? known.reply() : StripeWorld.error(400, "idempotency_error", "", ""),
                    isSame);
            return;
        }
        var reply = broken(given, reply(operation, request.path(), given));
        reply = StripeExpansion.apply(expanded(given), reply);
        if (key != null && !isInvalid(reply)) {
            stored.put(key, new Stored(fingerprint, frozen(reply)));
        }
        if (!isSilent(operation, request.path(), given)) {
            send(request, reply, false);
        }
    }

    private static List<String> expanded(MultiMap given) {
        return given.entries().stream()
                .filter(each -> each.getKey().startsWith("expand["))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Reply reply(Operation operation, String path, MultiMap given) {
        var id = operation.idIn(path);
        return switch (operation.name()) {
            case "create" -> world.create(given);
            case "retrieve" -> world.retrieve(id);
            case "search" -> world.search(searchIsBehind ? "" : given.get("query"));
            case "capture" -> world.capture(id, given);
            case "cancel" -> world.cancel(id);
            case "refund" -> world.refund(given);
            case "refunds" -> world.refunds(given.get("payment_intent"));
            case "balance" -> world.balance(given);
            default -> throw new IllegalStateException(operation.name());
        };
    }

    private boolean isSilent(Operation operation, String path, MultiMap given) {
        if (!operation.keyed()) {
            return false;
        }
        var id =
                operation.idIn(path).isEmpty() ? given.get("payment_intent") : operation.idIn(path);
        var card = given.contains("payment_method") ? given.get("payment_method") : cardOf(id);
        return StripeCard.SILENT.id().equals(card);
    }

    private String cardOf(String intent) {
        return Json.tree(Json.encode(world.retrieve(String.valueOf(intent)).body()))
                .at("/payment_method/id")
                .asText();
    }

    private static Reply broken(MultiMap given, Reply reply) {
        return StripeCard.BROKEN.id().equals(given.get("payment_method"))
                ? StripeWorld.error(500, "api_error", "", "")
                : reply;
    }

    private static boolean isInvalid(Reply reply) {
        return reply.status() == 400 && reply.body().toString().contains("resource_missing");
    }

    /** The answer as it was, whatever becomes of the intent. */
    private static Reply frozen(Reply reply) {
        @SuppressWarnings("unchecked")
        var body = (Map<String, Object>) Json.decode(Json.encode(reply.body()), Map.class);
        return new Reply(reply.status(), body);
    }

    private static void send(HttpServerRequest request, Reply reply, boolean replayed) {
        var response = request.response().setStatusCode(reply.status());
        if (replayed) {
            response.putHeader("Idempotent-Replayed", "true");
        }
        response.putHeader("content-type", "application/json")
                .end(Json.encode(reply.body()))
                .onFailure(failure -> request.connection().close());
    }

    @Override
    public void close() throws TimeoutException {
        server.close().await(10, TimeUnit.SECONDS);
    }
}

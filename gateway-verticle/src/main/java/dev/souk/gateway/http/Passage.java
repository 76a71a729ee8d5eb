package dev.souk.gateway.http;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Priority;
import dev.souk.cluster.web.MediaTypes;
import dev.souk.cluster.web.Operation;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.quota.Quotas;
import dev.souk.gateway.route.Match;
import dev.souk.gateway.token.Authentication;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/**
 * The way of a request through the door, in the order in which the contract promises its refusals:
 * token, roles, quota, size, media type, then the service. For one event loop.
 */
final class Passage {

    private final Context context;
    private final Authentication authentication;
    private final Quotas quotas;
    private final BusCall bus;
    private final StreamProxy streams;

    Passage(
            Context context,
            Authentication authentication,
            Quotas quotas,
            BusCall bus,
            StreamProxy streams) {
        this.context = context;
        this.authentication = authentication;
        this.quotas = quotas;
        this.bus = bus;
        this.streams = streams;
    }

    /** Lets a request through to the operation that was found, and answers it in any case. */
    void pass(Exchange exchange, Match.Found found) {
        var operation = found.route().operation();
        var address = ClientAddress.of(exchange.request().remoteAddress());
        onLoop(authentication.principal(header(exchange)))
                .map(principal -> admitted(operation, principal))
                .compose(principal -> charged(exchange, operation, principal, address))
                .compose(
                        principal ->
                                serve(
                                        exchange,
                                        found,
                                        context(exchange, found, principal, address)))
                .onFailure(exchange::refuse);
    }

    private static @Nullable String header(Exchange exchange) {
        return exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** Keys that several doors wait for come on one door's loop; each goes on with its own. */
    private Future<Principal> onLoop(Future<Principal> principal) {
        if (principal.isComplete()) {
            return principal;
        }
        var here = Promise.<Principal>promise();
        principal.onComplete(done -> context.runOnContext(_ -> here.handle(done)));
        return here.future();
    }

    private static Principal admitted(Operation operation, Principal principal) {
        if (operation.access().admits(principal)) {
            return principal;
        }
        throw principal.isAnonymous()
                ? ServiceFailure.of(Reason.UNAUTHENTICATED, "Send an access token")
                : ServiceFailure.of(Reason.FORBIDDEN, "Your roles don't allow this");
    }

    private Future<Principal> charged(
            Exchange exchange, Operation operation, Principal principal, String address) {
        return quotas.charge(operation, principal, address)
                .map(
                        outcome -> {
                            outcome.fields().ifPresent(exchange::show);
                            outcome.refusal().ifPresent(Passage::raise);
                            return principal;
                        });
    }

    private static void raise(ServiceFailure refusal) {
        throw refusal;
    }

    private static CallContext context(
            Exchange exchange, Match.Found found, Principal principal, String address) {
        var priority = found.route().operation().priority().toUpperCase(Locale.ROOT);
        return new CallContext(
                principal,
                exchange.deadline(),
                Priority.valueOf(priority),
                address,
                exchange.setting().requestId(),
                Optional.empty());
    }

    private Future<Void> serve(Exchange exchange, Match.Found found, CallContext context) {
        var operation = found.route().operation();
        var request = exchange.request();
        if (!operation.streamed()) {
            BodyReader.checkLength(request, operation.maxBody());
        }
        MediaTypes.check(
                operation,
                BodyReader.hasBody(request),
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                request.getHeader(HttpHeaders.ACCEPT));
        if (operation.streamed()) {
            return streams.pass(exchange, found, context);
        }
        return BodyReader.read(exchange, operation.maxBody())
                .compose(body -> bus.send(exchange, found, context, body))
                .map(
                        reply -> {
                            var headers = ForwardedHeaders.reply(reply.headers());
                            exchange.send(reply.status(), headers, reply.body());
                            return null;
                        });
    }
}

package dev.souk.cluster.bus;

import dev.souk.cluster.security.ServiceTokens;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;

import java.util.Set;

/** The client of one service, which calls in its name. */
record BoundClient(BusClient client, ServiceTokens identity) implements ServiceClient {

    @Override
    public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
        var body = Bodies.encode(request);
        if (body.length() > Wire.LARGEST_BODY) {
            return Future.failedFuture(tooLarge());
        }
        var headers = headers(endpoint.service(), endpoint.name(), context);
        var deadline = context.deadline().capped(endpoint.deadline());
        return client.carry(
                        new Outbound(
                                endpoint.service(),
                                endpoint.effect(),
                                Set.of(),
                                headers,
                                body,
                                deadline,
                                false))
                .map(reply -> Bodies.reply(reply.body(), endpoint.reply()));
    }

    @Override
    public Future<RawReply> exchange(RawRequest request, CallContext context) {
        if (request.body().length() > Wire.LARGEST_BODY) {
            return Future.failedFuture(tooLarge());
        }
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        headers(request.service(), request.endpoint(), context).forEach(headers::set);
        request.hold().ifPresent(hold -> headers.set(Wire.HOLD, Long.toString(hold.toMillis())));
        return client.carry(
                new Outbound(
                        request.service(),
                        request.effect(),
                        request.nodes(),
                        headers,
                        request.body(),
                        context.deadline(),
                        request.hold().isPresent()));
    }

    private MultiMap headers(String service, String endpoint, CallContext context) {
        var headers =
                MultiMap.caseInsensitiveMultiMap()
                        .set(Wire.ENDPOINT, endpoint)
                        .set(Wire.CALLER, identity.mint(service))
                        .set(Wire.PRIORITY, context.priority().name());
        if (!context.clientAddress().isEmpty()) {
            headers.set(Wire.ADDRESS, context.clientAddress());
        }
        if (!context.requestId().isEmpty()) {
            headers.set(Wire.REQUEST_ID, context.requestId());
        }
        return withPrincipal(headers, context.principal());
    }

    private static MultiMap withPrincipal(MultiMap headers, Principal principal) {
        return principal.isAnonymous()
                ? headers
                : headers.set(Wire.SUBJECT, principal.subject())
                        .set(Wire.SESSION, principal.session())
                        .set(Wire.ROLES, String.join(",", principal.roles()));
    }

    private static ServiceFailure tooLarge() {
        return ServiceFailure.of(Reason.TOO_LARGE, "A request may have 256 KiB");
    }
}

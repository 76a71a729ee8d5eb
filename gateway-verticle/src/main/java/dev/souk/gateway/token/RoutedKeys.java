package dev.souk.gateway.token;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.security.JwksSource;
import dev.souk.cluster.web.BusForm;
import dev.souk.cluster.web.Target;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Match;
import dev.souk.gateway.route.RouteTable;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The keys of access tokens, from whatever service answers the well-known path. */
public final class RoutedKeys implements JwksSource {

    private static final String PATH = "/.well-known/jwks.json";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Supplier<RouteTable> routes;
    private final ServiceClient services;

    public RoutedKeys(Supplier<RouteTable> routes, ServiceClient services) {
        this.routes = routes;
        this.services = services;
    }

    @Override
    public Future<String> fetch() {
        return switch (routes.get().match("GET", PATH)) {
            case Match.Found found when !found.route().nodes().isEmpty() ->
                    services.exchange(request(found), CallContext.system(LIMIT))
                            .map(RoutedKeys::keys);
            case Match.Found _, Match.WrongMethod _, Match.Unknown _ -> Future.failedFuture(away());
        };
    }

    private static RawRequest request(Match.Found found) {
        var http = MultiMap.caseInsensitiveMultiMap();
        return new RawRequest(
                found.route().service(),
                found.route().operation().id(),
                Effect.QUERY,
                BusForm.headers(Target.of("", PATH, null), "", Map.of(), http),
                Buffer.buffer(0),
                found.route().nodes(),
                Optional.empty());
    }

    private static String keys(RawReply reply) {
        if (reply.status() != 200) {
            throw away();
        }
        return reply.body().toString();
    }

    private static ServiceFailure away() {
        return ServiceFailure.unavailable("The keys of tokens can't be fetched", RETRY_AFTER);
    }
}

package dev.souk.gateway;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisRevocations;
import dev.souk.cluster.security.Revocations;
import dev.souk.cluster.security.TokenVerifier;
import dev.souk.cluster.web.Operations;
import dev.souk.gateway.docs.OwnRouter;
import dev.souk.gateway.http.Door;
import dev.souk.gateway.http.DoorParts;
import dev.souk.gateway.http.DoorState;
import dev.souk.gateway.http.Leaving;
import dev.souk.gateway.http.WaitingRoom;
import dev.souk.gateway.overview.ClusterOverview;
import dev.souk.gateway.quota.QuotaPolicies;
import dev.souk.gateway.quota.Quotas;
import dev.souk.gateway.route.RouteBook;
import dev.souk.gateway.route.RouteStart;
import dev.souk.gateway.token.Authentication;
import dev.souk.gateway.token.RoutedKeys;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Composes the gateway: routes first, then one door for each event loop. */
public final class GatewayVerticle extends VerticleBase {

    /** How a node runs it. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition("gateway", GatewayConfig.keys(), GatewayVerticle::new)
                    .using(Resource.REDIS);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
    private static final String FRAGMENT = "dev/souk/gateway/openapi.yaml";
    private static final int WAITERS = 1_024;
    private static final Duration REMEMBER = Duration.ofSeconds(10);
    private static final Duration CATCH_UP = Duration.ofMillis(500);
    private static final Duration REVOCATIONS = Duration.ofMillis(300);

    private final ServiceRuntime runtime;
    private final GatewayConfig config;

    GatewayVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
        this.config = GatewayConfig.of(runtime.settings());
    }

    @Override
    public Future<?> start() {
        return runtime.redis().compose(this::open);
    }

    private Future<Void> open(Redis redis) {
        var routes = new RouteBook(runtime.directory(), runtime.services(), redis, context);
        var state = new DoorState(config.host(), config.port(), config::base);
        var health = runtime.health().signal("routes", true);
        var leaving = new Leaving(state, runtime.timers());
        runtime.onDrain(leaving::leave);
        return serve().compose(_ -> new RouteStart(routes, runtime.timers()).ready())
                .compose(_ -> openDoors(parts(routes, redis, state), state))
                .onSuccess(_ -> opened(routes, health, state));
    }

    /** The gateway's own operations come over the bus like anybody's. */
    private Future<Void> serve() {
        var overview =
                new ClusterOverview(runtime.directory(), runtime.services(), runtime.clock());
        var operations = Operations.from(FRAGMENT).on("show-cluster", overview::show);
        return runtime.serve(operations, Endpoints.of(runtime.service()));
    }

    private DoorParts parts(RouteBook routes, Redis redis, DoorState state) {
        var keys = new RoutedKeys(routes::table, runtime.services());
        var tokens = new TokenVerifier(vertx, keys, runtime.clock());
        var revocations = new Revocations(new RedisRevocations(redis), runtime.clock());
        var _ = runtime.timers().every(REVOCATIONS, revocations::refresh);
        var pages = new OwnRouter(routes, runtime.health(), state::base, state::isDraining);
        return new DoorParts(
                routes,
                new Authentication(tokens, revocations),
                quotas(redis),
                new WaitingRoom(WAITERS),
                runtime.services(),
                runtime.directory(),
                runtime.identity(),
                runtime.telemetry(),
                runtime.random(),
                pages::router);
    }

    private Quotas quotas(Redis redis) {
        return new Quotas(
                new Quotas.Parts(
                        new QuotaPolicies(runtime.settings()),
                        new RateLimiter(redis),
                        () -> runtime.directory().instances(runtime.service()).size(),
                        System::nanoTime,
                        runtime.telemetry().meters()));
    }

    private Future<Void> openDoors(DoorParts parts, DoorState state) {
        var loops = new DeploymentOptions().setInstances(loops());
        return vertx.deployVerticle(() -> new Door(parts, state), loops).mapEmpty();
    }

    private void opened(RouteBook routes, Health.Signal health, DoorState state) {
        health.up();
        Gauge.builder("souk_gateway_unrouted_nodes", routes::unrouted)
                .description("nodes that work whose paths this gateway doesn't offer yet")
                .register(runtime.telemetry().meters());
        var _ = runtime.timers().every(CATCH_UP, routes::refresh);
        var _ = runtime.timers().every(REMEMBER, routes::remember);
        LOG.atInfo().addKeyValue("url", state.base()).log("gateway listens");
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}

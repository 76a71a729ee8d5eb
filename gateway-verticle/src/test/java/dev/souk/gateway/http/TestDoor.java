package dev.souk.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.souk.cluster.config.Settings;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisConfig;
import dev.souk.cluster.redis.RedisRevocations;
import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.Revocations;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.security.SigningKey;
import dev.souk.cluster.security.TokenVerifier;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.gateway.docs.OwnRouter;
import dev.souk.gateway.quota.QuotaPolicies;
import dev.souk.gateway.quota.Quotas;
import dev.souk.gateway.route.RouteBook;
import dev.souk.gateway.token.Authentication;
import dev.souk.gateway.token.RoutedKeys;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Opens a door with one service behind it and without Redis. */
final class TestDoor {

    private TestDoor() {}

    static DoorState open(Vertx vertx, FakeServices services) throws Exception {
        var state = new DoorState("127.0.0.1", 0, port -> "http://localhost:" + port);
        var redis = Redis.connect(vertx, RedisConfig.of("redis://127.0.0.1:1"));
        var routes = new RouteBook(services, services, redis, vertx.getOrCreateContext());
        routes.refresh().await(5, SECONDS);
        var keys = new RoutedKeys(routes::table, services);
        var clock = InstantSource.system();
        var pages = new OwnRouter(routes, new Health(clock), state::base, state::isDraining);
        var key = SigningKey.generate("gateway");
        var parts =
                new DoorParts(
                        routes,
                        new Authentication(
                                new TokenVerifier(vertx, keys, clock),
                                new Revocations(new RedisRevocations(redis), clock)),
                        new Quotas(
                                new Quotas.Parts(
                                        new QuotaPolicies(Settings.of(Map.of())),
                                        new RateLimiter(redis),
                                        () -> 1,
                                        System::nanoTime,
                                        Telemetry.none().meters())),
                        new WaitingRoom(8),
                        services,
                        services,
                        ServiceTokens.of(vertx, key, () -> Jwks.of(List.of(key)), clock),
                        Telemetry.none(),
                        new Random(1),
                        pages::router);
        var loops = new DeploymentOptions().setInstances(2);
        vertx.deployVerticle(() -> new Door(parts, state), loops).await(10, SECONDS);
        return state;
    }
}

package dev.souk.cluster.node;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.events.EventsConfig;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisConfig;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Event;
import dev.souk.contract.Topic;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A start without any server around, for training a class archive: a node that is alone in a
 * cluster of its own, on loopback, calls itself, knocks at databases that are not there, compiles
 * the services' fragments, and leaves. The process then ends with status 0.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final String NAME = "rehearsal";
    private static final String SAID = "rehearsal.said";
    private static final String NOWHERE = "127.0.0.1:1";
    private static final int ROUNDS = 100;

    private Rehearsal() {}

    /** What is said to and fro. */
    record Line(String text) {}

    private static final Endpoint<Line, Line> SAY =
            Endpoint.query(NAME, "say-again", Line.class, Line.class);

    static void run(List<ServiceDefinition> services) {
        var stage = new ServiceDefinition(NAME, List.of(), Stage::new);
        var plan = SoukNode.plan(environment(), List.of(stage));
        var node = new Node(plan);
        node.start();
        var life = node.life();
        if (life != null) {
            for (var round = 0; round < ROUNDS; round++) {
                tryout(() -> Waiting.quietly(say(life)));
                tryout(() -> Waiting.quietly(ask(life, "/health/ready")));
            }
            tryout(() -> Waiting.quietly(ask(life, "/metrics")));
            tryout(() -> Waiting.quietly(knock(life)));
            tryout(() -> Waiting.quietly(stream(plan, life)));
        }
        services.forEach(service -> tryout(() -> compile(service)));
        ClassesByName.load();
        node.leave(() -> System.exit(0));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SOUK_CLUSTER_NAME",
                NAME + "-" + ProcessHandle.current().pid(),
                "SOUK_CLUSTER_HOST",
                InetAddress.getLoopbackAddress().getHostAddress(),
                // It looks for nobody: neighbours that rehearse too would hold each other up.
                "SOUK_CLUSTER_MEMBERS",
                NOWHERE,
                "SOUK_NODE_NAME",
                NAME,
                "SOUK_LOG_LEVEL",
                "ERROR",
                "SOUK_DRAIN_LIMIT",
                "PT2S");
    }

    private static Future<?> say(Life life) {
        var context = CallContext.system(Duration.ofSeconds(2));
        return life.verticle().client(NAME).call(SAY, new Line("hello"), context);
    }

    private static Future<?> ask(Life life, String path) {
        var client = life.vertx().createHttpClient();
        return client.request(HttpMethod.GET, life.managementPort(), "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .eventually(client::close);
    }

    private static Future<?> knock(Life life) {
        var config = DatabaseConfig.of("postgresql://nobody:x@" + NOWHERE + "/none", 1, NAME);
        var database = Database.connect(life.vertx(), config);
        var redis = Redis.connect(life.vertx(), RedisConfig.of("redis://" + NOWHERE));
        return Future.join(
                        database.check(),
                        redis.check(),
                        Database.open(life.vertx(), config, "db/cluster")
                                .timeout(1, TimeUnit.SECONDS))
                .otherwiseEmpty()
                .eventually(database::close)
                .eventually(redis::close);
    }

    /** Writes to, reads from and asks a Kafka that is not there, for as long as that takes. */
    private static Future<?> stream(NodePlan plan, Life life) {
        var topic = Topic.keptByTime(NAME);
        var config = DatabaseConfig.of("postgresql://nobody:x@" + NOWHERE + "/none", 1, NAME);
        var database = Database.connect(life.vertx(), config);
        var streams =
                EventStreams.start(
                        life.vertx(),
                        database,
                        new EventsConfig(NAME, NAME, NOWHERE),
                        Telemetry.none(),
                        plan.clock(),
                        plan.random());
        var event = new Event<>(new UUID(0, 1), SAID, 1, NAME, 1, Instant.EPOCH, new Line("hello"));
        return streams.owns(topic)
                .consumer(NAME)
                .on(topic, SAID, Line.class, (_, _) -> Future.succeededFuture())
                .start()
                .compose(_ -> streams.publish(topic, NAME, event))
                .otherwiseEmpty()
                .compose(_ -> streams.check())
                .otherwiseEmpty()
                .eventually(streams::stop)
                .eventually(database::close);
    }

    private static void compile(ServiceDefinition service) {
        var _ = Operations.from("dev/souk/" + service.name() + "/openapi.yaml").fragment().hash();
    }

    /** What fails in a rehearsal is at most slower in the play. */
    private static void tryout(Runnable scene) {
        try {
            scene.run();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("a scene failed");
        }
    }

    private static final class Stage extends VerticleBase {

        private final ServiceRuntime runtime;

        private Stage(ServiceRuntime runtime) {
            this.runtime = runtime;
        }

        @Override
        public Future<?> start() {
            return runtime.serve(
                    Endpoints.of(NAME).on(SAY, (line, context) -> Future.succeededFuture(line)));
        }
    }
}

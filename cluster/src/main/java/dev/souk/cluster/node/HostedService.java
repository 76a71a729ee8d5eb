package dev.souk.cluster.node;

import dev.souk.cluster.bus.BusServer;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.bus.RawHandler;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.events.EventsConfig;
import dev.souk.cluster.events.RelayMode;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisConfig;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.cluster.sql.Idempotency;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.time.Timers;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.cluster.web.WarmUp;
import dev.souk.contract.Ids;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One service in one life of its node: what it is given, and what it has opened. */
final class HostedService implements ServiceRuntime {

    private static final String CLUSTER_MIGRATIONS = "db/cluster";
    private static final long MEBIBYTE = 1024L * 1024;
    private static final Duration KEY_SWEEP = Duration.ofMinutes(10);

    private final NodeParts parts;
    private final String service;
    private final Health health;
    private final Timers timers;
    private final BusServer server;
    private final Steps joining;
    private final Steps leaving;
    private final Steps opened;

    HostedService(NodeParts parts, String service) {
        this.parts = parts;
        this.service = service;
        this.joining = new Steps(service, "joining");
        this.leaving = new Steps(service, "leaving");
        this.opened = new Steps(service, "leaving");
        this.health = parts.plan().isShared() ? parts.health().within(service) : parts.health();
        this.timers = new Timers(parts.vertx());
        this.server = new BusServer(parts.vertx(), parts.nodeId(), parts.identities().of(service));
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public String nodeId() {
        return parts.nodeId();
    }

    @Override
    public String nodeName() {
        return parts.plan().name();
    }

    @Override
    public Vertx vertx() {
        return parts.vertx();
    }

    @Override
    public Settings settings() {
        return parts.plan().settings();
    }

    @Override
    public InstantSource clock() {
        return parts.plan().clock();
    }

    @Override
    public Ids ids() {
        return parts.ids();
    }

    @Override
    public RandomGenerator random() {
        return parts.plan().random();
    }

    @Override
    public ServiceClient services() {
        return parts.client().as(identity());
    }

    @Override
    public Breakers breakers() {
        return parts.breakers();
    }

    @Override
    public ServiceTokens identity() {
        return parts.identities().of(service);
    }

    @Override
    public Directory directory() {
        return parts.directory();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public Telemetry telemetry() {
        return parts.telemetry();
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Future<Database> database(String migrations) {
        var url = settings().get(NodeConfig.databaseUrl(service)).reveal();
        var size = settings().get(NodeConfig.DATABASE_POOL_SIZE);
        var traced = settings().find(NodeConfig.OTLP_ENDPOINT).isPresent();
        var config = DatabaseConfig.of(url, size, nodeName()).traced(traced);
        return Database.open(vertx(), config, CLUSTER_MIGRATIONS, migrations)
                .onSuccess(
                        database -> {
                            health.probe("postgres", true, database::check);
                            timers.every(KEY_SWEEP, new Idempotency(database)::sweep);
                            closeLater(database::close);
                        });
    }

    @Override
    public Future<Redis> redis() {
        var url = settings().get(NodeConfig.REDIS_URL).reveal();
        var redis = Redis.connect(vertx(), RedisConfig.of(url));
        health.probe("redis", false, redis::check);
        closeLater(redis::close);
        return Future.succeededFuture(redis);
    }

    @Override
    public EventStreams events(Database database) {
        var streams =
                EventStreams.start(
                        vertx(), database, eventsConfig(), telemetry(), clock(), random());
        health.probe("kafka", false, streams::check);
        health.probe("outbox-slot", false, streams::checkSlot);
        onDrain(streams::drain);
        closeLater(streams::stop);
        return streams;
    }

    private EventsConfig eventsConfig() {
        var mode = settings().get(NodeConfig.OUTBOX_RELAY).toUpperCase(Locale.ROOT);
        return new EventsConfig(
                service,
                nodeId(),
                settings().get(NodeConfig.KAFKA_BOOTSTRAP),
                RelayMode.valueOf(mode),
                settings().get(NodeConfig.OUTBOX_SLOT_ALARM) * MEBIBYTE);
    }

    @Override
    public Cursors cursors() {
        var key = settings().get(NodeConfig.CURSOR_KEY).reveal();
        return new Cursors(Base64.getDecoder().decode(key));
    }

    @Override
    public Future<Void> serve(Endpoints endpoints) {
        return serve(endpoints, Map.of(), "", Future::succeededFuture);
    }

    @Override
    public Future<Void> serve(Operations operations, Endpoints endpoints) {
        var handlers = operations.handlers();
        operations.mount(parts.management().router(), identity());
        var hash = operations.fragment().hash();
        return serve(endpoints, handlers, hash, () -> warmUp(operations));
    }

    @Override
    public void onDrain(Supplier<Future<Void>> step) {
        leaving.add(step);
    }

    @Override
    public void onJoin(Supplier<Future<Void>> step) {
        joining.add(step);
    }

    /** Only where others answer meanwhile; callers would rather wait than be refused. */
    private Future<Void> warmUp(Operations operations) {
        if (directory().instances(service).isEmpty()) {
            return Future.succeededFuture();
        }
        var warm = WarmUp.of(vertx(), System::nanoTime, operations);
        return joining.together().compose(done -> warm);
    }

    private Future<Void> serve(
            Endpoints endpoints,
            Map<String, RawHandler> operations,
            String fragmentHash,
            Supplier<Future<Void>> before) {
        var all = new HashMap<>(operations);
        all.put(NodeDescription.ENDPOINT, NodeDescription.handler(parts, service, this::inFlight));
        return server.open(endpoints, all)
                .compose(listening -> before.get())
                .compose(warm -> parts.directory().publish(instance(fragmentHash)));
    }

    private Instance instance(String fragmentHash) {
        return new Instance(
                service,
                Version.current(),
                nodeId(),
                nodeName(),
                settings().get(NodeConfig.CLUSTER_HOST),
                parts.port(),
                Instance.State.UP,
                fragmentHash,
                clock().instant());
    }

    /** How many requests it is answering now. */
    int inFlight() {
        return server.inFlight();
    }

    /**
     * Refuses what still comes, and takes the service's own steps; done when all work has ended.
     */
    Future<Void> drain() {
        var answered = server.drain();
        var taken = leaving.inTurn();
        return answered.compose(done -> taken);
    }

    /** Ends what it has opened, the last first. */
    Future<Void> close() {
        timers.close();
        return server.close().compose(done -> opened.backwards());
    }

    private void closeLater(Supplier<Future<Void>> end) {
        opened.add(end);
    }
}

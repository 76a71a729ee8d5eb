package dev.souk.cluster.node;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.time.Timers;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.Ids;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What a service's verticle is given: the node's parts, and its own of each. */
public interface ServiceRuntime {

    /** The service's name. */
    String service();

    /** The id of the node in the cluster; another after the node has rebuilt itself. */
    String nodeId();

    /** How people call the node, as in {@code order-1}. */
    String nodeName();

    Vertx vertx();

    Settings settings();

    InstantSource clock();

    Ids ids();

    /** Unpredictable. */
    RandomGenerator random();

    /** Calls other services in the name of this one. */
    ServiceClient services();

    /** The circuit breakers of this node; one of its own for each dependency outside. */
    Breakers breakers();

    /** Proves this service to others, and others to it. */
    ServiceTokens identity();

    Directory directory();

    /** The checks of this service. */
    Health health();

    Telemetry telemetry();

    /** Timers that end when the verticle is undeployed. */
    Timers timers();

    /**
     * Opens the service's database, named by {@code SOUK_<SERVICE>_DATABASE_URL}, once its schema
     * is up to date. The service can't work without it: the health check {@code postgres} is
     * required.
     *
     * @param migrations the class path folder of the service's own migrations, as in {@code
     *     db/order}
     */
    Future<Database> database(String migrations);

    /**
     * Opens Redis. Never fails the start: while Redis is away its commands fail, and the node is
     * degraded.
     */
    Future<Redis> redis();

    /** The service's way to and from Kafka. While Kafka is away the node is degraded. */
    EventStreams events(Database database);

    /** Seals the cursors of lists by {@code SOUK_CURSOR_KEY}. */
    Cursors cursors();

    /** Answers typed endpoints only; see {@link #serve(Operations, Endpoints)}. */
    Future<Void> serve(Endpoints endpoints);

    /**
     * Begins to answer: first on the bus and the private streams, then the directory is told. Once
     * for each service; nothing reaches it before.
     */
    Future<Void> serve(Operations operations, Endpoints endpoints);

    /**
     * Adds what a node that joins others does before they send it calls, so that its first callers
     * don't wait for what only the first one needs. A step should take a second or two; one that
     * fails is logged, and the node joins. Nothing of it happens where the service has no other
     * node.
     */
    void onJoin(Supplier<Future<Void>> step);

    /**
     * Adds a step to the drain. The steps run in order when the node leaves, after callers have
     * stopped choosing it and before what is in flight has ended; one that fails is logged, and the
     * drain goes on.
     */
    void onDrain(Supplier<Future<Void>> step);
}

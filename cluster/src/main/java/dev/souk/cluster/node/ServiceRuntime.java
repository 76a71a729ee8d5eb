package dev.souk.cluster.node;

import dev.souk.cluster.config.Settings;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.time.Timers;
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

    Directory directory();

    /** The checks of this service. */
    Health health();

    Telemetry telemetry();

    /** Timers that end when the verticle is undeployed. */
    Timers timers();

    /**
     * Adds a step to the drain. The steps run in order when the node leaves, after callers have
     * stopped choosing it and before what is in flight has ended; one that fails is logged, and the
     * drain goes on.
     */
    void onDrain(Supplier<Future<Void>> step);
}

package dev.souk.cluster.node;

import dev.souk.cluster.bus.BusClient;
import dev.souk.cluster.bus.BusFaults;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.ClusterDirectory;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.health.HealthProbes;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Ids;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The root of one life of a node: starts the parts in order, deploys the services, and ends them in
 * the order of the drain.
 */
final class NodeVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(NodeVerticle.class);

    /** In which every caller has heard that this node is leaving: two signs of life. */
    private static final Duration ANNOUNCED = Duration.ofSeconds(1);

    private static final Duration WHEN_HURRIED = Duration.ofSeconds(2);

    private final NodePlan plan;
    private final HazelcastMembership membership;
    private final PrometheusMeterRegistry meters;
    private final int wantedPort;
    private final Health health;
    private final Health.Signal own;
    private final List<HostedService> services = new CopyOnWriteArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final Promise<Void> hurry = Promise.promise();
    private @Nullable NodeParts parts;
    private @Nullable Timers timers;

    NodeVerticle(
            NodePlan plan,
            HazelcastMembership membership,
            PrometheusMeterRegistry meters,
            int wantedPort) {
        this.plan = plan;
        this.membership = membership;
        this.meters = meters;
        this.wantedPort = wantedPort;
        this.health = new Health(plan.clock());
        this.own = health.signal("node", true);
    }

    @Override
    public Future<?> start() {
        own.down("starting");
        membership.start(health, meters);
        var management = new ManagementServer(vertx);
        var timers = new Timers(vertx);
        this.timers = timers;
        var identities = Identities.of(vertx, plan.keys(), plan.clock());
        var directory = directory(identities, timers);
        management.show(health, directory, meters);
        var host = plan.settings().get(NodeConfig.CLUSTER_HOST);
        return directory
                .start()
                .compose(known -> management.listen(host, wantedPort))
                .map(port -> assemble(identities, directory, management, port))
                .compose(this::deployAll)
                .compose(deployed -> new HealthProbes(health).start(timers))
                .onSuccess(probed -> own.up());
    }

    private ClusterDirectory directory(Identities identities, Timers timers) {
        return new ClusterDirectory(
                new ClusterDirectory.Parts(
                        vertx,
                        membership.nodeId(),
                        membership,
                        identities,
                        timers,
                        System::nanoTime,
                        this::inFlight));
    }

    private NodeParts assemble(
            Identities identities,
            ClusterDirectory directory,
            ManagementServer management,
            int port) {
        var telemetry = new Telemetry(meters, plan.tracing());
        var breakers = new Breakers(vertx, NanoClock.SYSTEM);
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        var client =
                new BusClient(
                        new BusClient.Parts(
                                vertx, directory, breakers, meters, NanoClock.SYSTEM, random));
        BusFaults.follow(vertx, plan.name(), plan.settings(), random);
        var all =
                new NodeParts(
                        plan,
                        vertx,
                        membership.nodeId(),
                        port,
                        new Ids(plan.clock(), plan.random()),
                        health,
                        telemetry,
                        identities,
                        directory,
                        breakers,
                        client,
                        management);
        parts = all;
        return all;
    }

    private Future<?> deployAll(NodeParts all) {
        return Future.join(
                plan.services().stream().map(definition -> deploy(all, definition)).toList());
    }

    private Future<String> deploy(NodeParts all, ServiceDefinition definition) {
        var hosted = new HostedService(all, definition.name());
        services.add(hosted);
        return vertx.deployVerticle(definition.verticle().apply(hosted))
                .onSuccess(deployments::add);
    }

    int inFlight() {
        return services.stream().mapToInt(HostedService::inFlight).sum();
    }

    /** The port of the management server, once it listens; else the one that is wanted. */
    int managementPort() {
        var started = parts;
        return started == null ? wantedPort : started.port();
    }

    String nodeId() {
        return membership.nodeId();
    }

    Directory directory() {
        return started().directory();
    }

    /** Calls in the name of a service of this node. */
    ServiceClient client(String service) {
        return started().client().as(started().identities().of(service));
    }

    private NodeParts started() {
        return Objects.requireNonNull(parts, "not started");
    }

    /** Cuts short what {@link #drain} waits for. */
    void hurry() {
        hurry.tryComplete();
    }

    /**
     * Leaves so that nobody notices: readiness off, announced, callers gone, work ended, withdrawn.
     * Never fails, and takes about as long as the limit at most.
     */
    Future<Void> drain(Duration limit) {
        own.down("draining");
        var directory = started().directory();
        return directory
                .drain()
                .otherwiseEmpty()
                .compose(announced -> pause(ANNOUNCED, hurry.future()))
                .compose(unchosen -> atMost(limit.minus(ANNOUNCED), endWork()))
                .compose(idle -> directory.withdraw())
                .onFailure(cause -> LOG.atWarn().setCause(cause).log("the directory isn't told"))
                .otherwiseEmpty();
    }

    private Future<Void> endWork() {
        return Future.join(services.stream().map(HostedService::drain).toList()).mapEmpty();
    }

    /** Waits for the work to end, but not for ever, and in a hurry not for long. */
    private Future<Void> atMost(Duration limit, Future<Void> work) {
        var late = pause(limit, Future.future(never -> {}));
        var hurried = hurry.future().compose(now -> pause(WHEN_HURRIED, work));
        return Future.any(work.otherwiseEmpty(), late, hurried)
                .onSuccess(
                        done -> {
                            if (!work.isComplete()) {
                                LOG.atWarn()
                                        .addKeyValue("inFlight", inFlight())
                                        .log("leaving before all work has ended");
                            }
                        })
                .mapEmpty();
    }

    /** Lets time pass, or less if something ends it. */
    private Future<Void> pause(Duration time, Future<Void> end) {
        Promise<Void> passed = Promise.promise();
        end.onComplete(ended -> passed.tryComplete());
        return passed.future().timeout(time.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        if (timers != null) {
            timers.close();
        }
        var undeployed = deployments.stream().map(vertx::undeploy).toList();
        return Future.join(undeployed)
                .otherwiseEmpty()
                .compose(gone -> Future.join(services.stream().map(HostedService::close).toList()))
                .otherwiseEmpty()
                .compose(closed -> closeParts());
    }

    private Future<Void> closeParts() {
        var started = parts;
        return started == null
                ? Future.succeededFuture()
                : Future.join(
                                started.client().close(),
                                started.directory().close(),
                                started.management().close())
                        .otherwiseEmpty()
                        .mapEmpty();
    }
}

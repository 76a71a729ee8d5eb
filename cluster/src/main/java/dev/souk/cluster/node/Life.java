package dev.souk.cluster.node;

import dev.souk.cluster.telemetry.Meters;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;

import java.time.Duration;

/**
 * One membership of a node in the cluster: a Vert.x, a Hazelcast member, and everything deployed
 * there. An evicted node ends it and begins another. Used on the node's own thread.
 */
final class Life {

    private static final Duration LAST_STEPS = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HazelcastMembership membership;
    private final NodeVerticle verticle;

    private Life(Vertx vertx, HazelcastMembership membership, NodeVerticle verticle) {
        this.vertx = vertx;
        this.membership = membership;
        this.verticle = verticle;
    }

    /**
     * Joins the cluster and starts everything. Blocks until it is ready.
     *
     * @param managementPort the management server's; 0 for a free one
     * @param onEvicted runs once the cluster has gone on without this node
     * @throws EvictedException if the cluster goes on without this node before it is ready
     * @throws StartException if a part doesn't start; nothing is left behind then
     */
    static Life begin(NodePlan plan, int managementPort, Runnable onEvicted) {
        var manager = new HazelcastMember(HazelcastSetup.of(plan.settings()));
        var membership = new HazelcastMembership(manager, onEvicted);
        var meters = Meters.create(plan.name());
        var verticle = new NodeVerticle(plan, membership, meters, managementPort);
        var vertx = start(plan, manager, meters, membership, verticle);
        var life = new Life(vertx, membership, verticle);
        if (!membership.begin()) {
            life.abandon();
            throw EvictedException.afterJoining(null);
        }
        return life;
    }

    /** A failed start leaves the cluster, which is no eviction; one that was evicted is. */
    private static Vertx start(
            NodePlan plan,
            HazelcastMember manager,
            PrometheusMeterRegistry meters,
            HazelcastMembership membership,
            NodeVerticle verticle) {
        try {
            return Application.start(
                    VertxSetup.of(plan.settings(), plan.cacheFolder()),
                    builder -> with(builder, plan, manager, meters),
                    () -> verticle,
                    membership::leave);
        } catch (StartException failed) {
            if (failed.getCause() instanceof EvictedException early) {
                throw early;
            }
            throw membership.begin() ? failed : EvictedException.afterJoining(failed);
        }
    }

    private static VertxBuilder with(
            VertxBuilder builder,
            NodePlan plan,
            HazelcastMember manager,
            PrometheusMeterRegistry meters) {
        return builder.withClusterManager(manager)
                .withMetrics(new MicrometerMetricsFactory(meters))
                .withTracer(new OpenTelemetryTracingFactory(plan.tracing()));
    }

    String nodeId() {
        return verticle.nodeId();
    }

    int managementPort() {
        return verticle.managementPort();
    }

    NodeVerticle verticle() {
        return verticle;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Cuts a drain short. On any thread. */
    void hurry() {
        verticle.hurry();
    }

    /** Loses the membership as if the cluster had taken it, for tests. */
    void evict() {
        membership.terminate();
    }

    /** Leaves so that no caller notices. */
    void drain(Duration limit) {
        Waiting.quietly(verticle.drain(limit), limit.plus(LAST_STEPS));
        membership.leave();
        Waiting.quietly(vertx.close(), LAST_STEPS);
        membership.terminate();
    }

    /**
     * Ends at once, whatever is under way. The membership goes first: nothing must wait for an
     * answer from members that don't count this one in any more.
     */
    void abandon() {
        membership.leave();
        membership.terminate();
        Waiting.quietly(vertx.close(), LAST_STEPS);
    }
}

package dev.souk.cluster.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;

import dev.souk.cluster.discovery.Membership;
import dev.souk.cluster.health.Health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The cluster's members as Hazelcast sees them, and whether this node is still one of them. A node
 * that Hazelcast took out and in again has lost its subscriptions on the way: it is of no use any
 * more.
 */
final class HazelcastMembership implements Membership, MembershipListener {

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMembership.class);

    private final HazelcastMember manager;
    private final Runnable onEvicted;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean leaving;
    private boolean begun;
    private boolean evicted;

    /**
     * @param onEvicted runs when the cluster goes on without this node after it has begun; on any
     *     thread, perhaps more than once
     */
    HazelcastMembership(HazelcastMember manager, Runnable onEvicted) {
        this.manager = manager;
        this.onEvicted = onEvicted;
    }

    /** Begins to watch, once this node is a member, and shows what it sees. */
    void start(Health health, MeterRegistry meters) {
        HazelcastInstance hazelcast = manager.getHazelcastInstance();
        hazelcast.getCluster().addMembershipListener(this);
        hazelcast.getLifecycleService().addLifecycleListener(this::lifecycle);
        var limits = PartitionWatch.Limits.scattered(ThreadLocalRandom.current().nextDouble());
        var watch = new PartitionWatch(hazelcast, limits, this::lost);
        health.probe("cluster", false, () -> check(watch.closed()));
        Gauge.builder("souk_cluster_closed_partitions", () -> watch.closed().size())
                .description("partitions of the cluster that take no writes, as this node sees it")
                .register(meters);
        watch.start();
    }

    private static Future<Void> check(Set<Integer> closed) {
        return closed.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture("The cluster's partitions " + closed + " take no writes");
    }

    /**
     * From now on somebody ends what an eviction leaves behind. Until then the membership ends by
     * itself, so that a start which waits for the lost one fails.
     *
     * @return whether this node is still a member
     */
    synchronized boolean begin() {
        begun = true;
        return !evicted;
    }

    private synchronized boolean loses() {
        evicted = true;
        return begun;
    }

    /** This node's id in the cluster. */
    String nodeId() {
        return manager.getNodeId();
    }

    /** Makes sure that no trace of this membership is left in the process. */
    void terminate() {
        manager.terminate();
    }

    /** From now on an end is no eviction. */
    void leave() {
        leaving = true;
    }

    @Override
    public Set<String> nodes() {
        try {
            return Set.copyOf(manager.getNodes());
        } catch (HazelcastInstanceNotActiveException left) {
            return Set.of();
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        tell("a node has joined", event);
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        tell("a node has left", event);
    }

    private void tell(String what, MembershipEvent event) {
        LOG.atInfo()
                .addKeyValue("address", event.getMember().getAddress().toString())
                .addKeyValue("members", event.getMembers().size())
                .log(what);
        listeners.forEach(Runnable::run);
    }

    private void lifecycle(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGED, MERGE_FAILED, SHUTDOWN -> evicted(event);
            case STARTING,
                    STARTED,
                    SHUTTING_DOWN,
                    MERGING,
                    CLIENT_CONNECTED,
                    CLIENT_DISCONNECTED,
                    CLIENT_CHANGED_CLUSTER -> {
                // Not the end, or not of a member.
            }
        }
    }

    private void evicted(LifecycleEvent event) {
        if (!leaving) {
            LOG.atWarn()
                    .addKeyValue("event", event.getState())
                    .log("the cluster has gone on without this node");
        }
        lost();
    }

    private void lost() {
        if (leaving) {
            return;
        }
        if (loses()) {
            onEvicted.run();
        } else {
            // Not on Hazelcast's own thread, which it would wait for.
            Thread.ofPlatform().name("souk-evicted").start(this::terminate);
        }
    }
}

package dev.souk.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.partition.impl.PartitionStateManager;
import com.hazelcast.partition.Partition;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Two real members, of which one has a partition that Hazelcast never opened again. */
@Timeout(60)
final class PartitionWatchIT {

    private static final PartitionWatch.Limits LIMITS = new PartitionWatch.Limits(3, 6);

    private final AtomicInteger stuck = new AtomicInteger();
    private HazelcastInstance oldest;
    private HazelcastInstance youngest;

    @BeforeEach
    void start(@TempDir Path folder) throws InterruptedException {
        var cluster = new Cluster(folder);
        oldest = member(cluster, 1);
        youngest = member(cluster, 2);
        while (owned(oldest).isEmpty() || owned(youngest).isEmpty()) {
            Thread.sleep(20);
        }
        while (!oldest.getPartitionService().isClusterSafe()) {
            Thread.sleep(20);
        }
    }

    @AfterEach
    void end() {
        youngest.getLifecycleService().terminate();
        oldest.getLifecycleService().terminate();
    }

    @Test
    void findsNothingWhereAllPartitionsTakeWrites() throws InterruptedException {
        var watch = watch(oldest);

        for (var i = 0; i < 20; i++) {
            assertThat(lookUntilSilent(watch, Set.of())).isFalse();
        }

        assertThat(stuck).hasValue(0);
    }

    @Test
    void aMemberIsStuckOnceItsOwnPartitionHasBeenClosedForTooLong() throws InterruptedException {
        var closed = close(youngest);
        var watch = watch(youngest);

        for (var i = 0; i < LIMITS.own(); i++) {
            assertThat(lookUntilSilent(watch, Set.of(closed))).isFalse();
        }

        assertThat(watch.closed()).containsExactly(closed);
        assertThat(watch.look()).isTrue();
        assertThat(stuck).hasValue(1);
    }

    @Test
    void theOldestIsStuckLaterByAPartitionThatIsNotItsOwn() throws InterruptedException {
        var closed = close(youngest);
        var watch = watch(oldest);

        for (var i = 0; i < LIMITS.any(); i++) {
            assertThat(lookUntilSilent(watch, Set.of(closed))).isFalse();
        }

        assertThat(watch.look()).isTrue();
    }

    @Test
    void aMemberThatIsNotTheOldestIsNotConcernedByPartitionsOfOthers() throws InterruptedException {
        close(oldest);
        var watch = watch(youngest);

        for (var i = 0; i <= LIMITS.any(); i++) {
            assertThat(lookUntilSilent(watch, Set.of())).isFalse();
        }
    }

    @Test
    void aPartitionThatOpensAgainIsForgiven() throws InterruptedException {
        var closed = close(youngest);
        var watch = watch(youngest);
        for (var i = 0; i < LIMITS.own(); i++) {
            lookUntilSilent(watch, Set.of(closed));
        }

        states(youngest).clearMigratingFlag(closed);
        awaitSilent(watch, Set.of());

        for (var i = 0; i <= LIMITS.own(); i++) {
            assertThat(lookUntilSilent(watch, Set.of())).isFalse();
        }
        assertThat(stuck).hasValue(0);
    }

    private static HazelcastInstance member(Cluster cluster, int number) {
        var plan = SoukNode.plan(cluster.environment(number), List.of());
        return Hazelcast.newHazelcastInstance(HazelcastSetup.of(plan.settings()));
    }

    private PartitionWatch watch(HazelcastInstance member) {
        return new PartitionWatch(member, LIMITS, stuck::incrementAndGet);
    }

    /** Looks, and waits until every write is answered but those to the partitions that are shut. */
    private static boolean lookUntilSilent(PartitionWatch watch, Set<Integer> closed)
            throws InterruptedException {
        var isStuck = watch.look();
        awaitSilent(watch, closed);
        return isStuck;
    }

    private static void awaitSilent(PartitionWatch watch, Set<Integer> closed)
            throws InterruptedException {
        while (!watch.silent(0).equals(closed)) {
            Thread.sleep(5);
        }
    }

    private static List<Integer> owned(HazelcastInstance member) {
        var local = member.getCluster().getLocalMember();
        return member.getPartitionService().getPartitions().stream()
                .filter(partition -> local.equals(partition.getOwner()))
                .map(Partition::getPartitionId)
                .toList();
    }

    /** Leaves one of the member's own partitions as a move does that never ends. */
    private static int close(HazelcastInstance member) {
        var partition = owned(member).getFirst();
        assertThat(states(member).trySetMigratingFlag(partition)).isTrue();
        return partition;
    }

    private static PartitionStateManager states(HazelcastInstance member) {
        return ((HazelcastInstanceProxy) member)
                .getOriginal()
                .node
                .getPartitionService()
                .getPartitionStateManager();
    }
}

package dev.souk.cluster.node;

import com.hazelcast.config.Config;

import io.vertx.core.Completable;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

import java.time.Duration;

/**
 * A cluster manager that can also leave a cluster which has already gone on without it, or which it
 * has only half joined.
 */
final class HazelcastMember extends HazelcastClusterManager {

    HazelcastMember(Config config) {
        super(config);
    }

    boolean isRunning() {
        var hazelcast = getHazelcastInstance();
        return hazelcast != null && hazelcast.getLifecycleService().isRunning();
    }

    @Override
    public void join(Completable<Void> promise) {
        var begun = System.nanoTime();
        super.join(
                (_, failure) -> {
                    if (failure == null) {
                        promise.succeed();
                    } else {
                        giveUp(() -> promise.fail(explained(failure, begun)));
                    }
                });
    }

    /**
     * What fails after Hazelcast has joined leaves a member behind which {@link #leave} can't end,
     * since half of what it closes isn't there: it would hold the port and its partitions for ever.
     */
    private void giveUp(Runnable then) {
        Thread.ofPlatform()
                .name("souk-join-failed")
                .start(
                        () -> {
                            terminate();
                            then.run();
                        });
    }

    /** Ends the member at once, if there is one; blocks. */
    void terminate() {
        if (isRunning()) {
            getHazelcastInstance().getLifecycleService().terminate();
        }
    }

    /**
     * Hazelcast ends itself where the join takes too long, and says only that it has ended. It says
     * the same when it is refused, which doesn't take so long, and isn't better the next time.
     */
    private static Throwable explained(Throwable failure, long begun) {
        var waited = Duration.ofNanos(System.nanoTime() - begun);
        return failure instanceof IllegalStateException ended
                        && waited.compareTo(HazelcastSetup.LONGEST_JOIN) >= 0
                ? EvictedException.beforeJoining(ended)
                : failure;
    }

    @Override
    public void leave(Completable<Void> promise) {
        if (isRunning()) {
            super.leave(promise);
        } else {
            promise.succeed();
        }
    }
}

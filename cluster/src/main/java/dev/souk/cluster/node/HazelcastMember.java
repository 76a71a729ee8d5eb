package dev.souk.cluster.node;

import com.hazelcast.config.Config;

import io.vertx.core.Completable;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A cluster manager that can also leave a cluster which has already gone on without it. */
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
        super.join((_, failure) -> promise.complete(null, explained(failure, begun)));
    }

    /**
     * Hazelcast ends itself where the join takes too long, and says only that it has ended. It says
     * the same when it is refused, which doesn't take so long, and isn't better the next time.
     */
    private static @Nullable Throwable explained(@Nullable Throwable failure, long begun) {
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

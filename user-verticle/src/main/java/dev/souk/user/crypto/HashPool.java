package dev.souk.user.crypto;

import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that password hashes are made on, and nothing else: one fewer than the machine has
 * cores, so that a storm of logins leaves one to all other work, and no more than the heap bears,
 * since each hash takes 19 MiB.
 *
 * <p>What waits is bounded, in number and in time: work whose asker has gone would take the time of
 * one who is still there, until nobody is answered any more. So what can't be queued is refused at
 * once, and what waited too long when its turn comes; either may go to another node.
 */
public final class HashPool implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 32;
    private static final long BYTES_PER_HASH = 20L << 20;

    /** After it another node can still do the work in the five seconds that a caller waits. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final NanoClock clock;
    private final ThreadPoolExecutor threads;

    private record Job<T>(Supplier<T> work, CompletableFuture<T> result, Deadline begin)
            implements Runnable {

        @Override
        public void run() {
            if (begin.isOver()) {
                result.completeExceptionally(full());
                return;
            }
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        }

        void drop() {
            result.completeExceptionally(
                    ServiceFailure.of(Reason.DRAINING, "This node is leaving"));
        }
    }

    /**
     * @param cores of the machine
     * @param heap the most bytes that this process may use; a quarter of them is for hashes
     */
    public HashPool(Vertx vertx, int cores, long heap, NanoClock clock) {
        this.vertx = vertx;
        this.clock = clock;
        var fitting = heap / 4 / BYTES_PER_HASH;
        var size = (int) Math.max(1, Math.min(cores - 1L, fitting));
        var count = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(size * WAITING_PER_THREAD),
                        work -> thread(work, count.getAndIncrement()));
    }

    /**
     * Does work on one of the threads; the future completes on the caller's context. Fails with
     * {@code temporary-reduced-capacity} where too much waits, or it waited for too long.
     */
    <T> Future<T> submit(Supplier<T> work) {
        var job = new Job<>(work, new CompletableFuture<>(), Deadline.in(LONGEST_WAIT, clock));
        try {
            threads.execute(job);
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(full());
        }
        return Future.fromCompletionStage(job.result(), vertx.getOrCreateContext());
    }

    /** Lets what runs end, and refuses what waits. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(job -> ((Job<?>) job).drop());
    }

    private static ServiceFailure full() {
        return ServiceFailure.of(Reason.OVERLOADED, "Too many passwords wait to be checked")
                .retryAfter(COME_AGAIN);
    }

    private static Thread thread(Runnable work, int number) {
        var thread = new Thread(work, "souk-hash-" + number);
        thread.setDaemon(true);
        return thread;
    }
}

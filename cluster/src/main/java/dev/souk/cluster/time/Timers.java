package dev.souk.cluster.time;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The timers of one owner, all cancelled when it stops. A tick runs on the context that planned it,
 * and the next one is planned when the work of the last one has ended, so that slow work never
 * piles up. Work that fails is logged once until it succeeds again, and goes on.
 */
public final class Timers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final Vertx vertx;
    private final Set<Repeated> planned = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Timers(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Repeats work for good.
     *
     * @param period from the end of one tick to the start of the next; the first comes after one
     *     period
     */
    @CanIgnoreReturnValue
    public TimerHandle every(Duration period, Supplier<? extends Future<?>> work) {
        return plan(new Repeated(period, work, true));
    }

    /** Does work once, later. */
    @CanIgnoreReturnValue
    public TimerHandle after(Duration delay, Supplier<? extends Future<?>> work) {
        return plan(new Repeated(delay, work, false));
    }

    /** Cancels everything, and plans nothing any more. Idempotent. */
    @Override
    public void close() {
        closed = true;
        planned.forEach(Repeated::cancel);
    }

    private TimerHandle plan(Repeated repeated) {
        planned.add(repeated);
        repeated.planNext();
        return repeated;
    }

    private final class Repeated implements TimerHandle {

        private final Context context = vertx.getOrCreateContext();
        private final long delayMillis;
        private final Supplier<? extends Future<?>> work;
        private final boolean again;
        private volatile long timer = -1;
        private volatile boolean cancelled;
        private boolean failing;

        private Repeated(Duration delay, Supplier<? extends Future<?>> work, boolean again) {
            this.delayMillis = Math.max(1, delay.toMillis());
            this.work = work;
            this.again = again;
        }

        private void planNext() {
            if (cancelled || closed) {
                planned.remove(this);
            } else {
                timer = vertx.setTimer(delayMillis, id -> context.runOnContext(v -> tick()));
            }
        }

        private void tick() {
            if (cancelled) {
                return;
            }
            run().onComplete(
                            done -> {
                                note(done.cause());
                                if (again) {
                                    planNext();
                                } else {
                                    planned.remove(this);
                                }
                            });
        }

        private Future<?> run() {
            try {
                return work.get();
            } catch (RuntimeException e) {
                return Future.failedFuture(e);
            }
        }

        private void note(@org.jspecify.annotations.Nullable Throwable failure) {
            if (failure != null && !failing) {
                LOG.atWarn().setCause(failure).log("repeated work failed; it goes on");
            }
            failing = failure != null;
        }

        @Override
        public void cancel() {
            cancelled = true;
            vertx.cancelTimer(timer);
            planned.remove(this);
        }
    }
}

package dev.souk.cluster.resilience;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets so many pieces of work be under way at once; what comes later waits its turn, first come
 * first served, for as long as that takes. It keeps one kind of work from taking all of what
 * another kind needs too (the bulkhead of Nygard, Release It!). For one event loop.
 */
public final class Bulkhead {

    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param most how much may be under way
     */
    public Bulkhead(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("something has to get through");
        }
        this.free = most;
    }

    /** Does the work when it is its turn. */
    public <T> Future<T> enter(Supplier<Future<T>> work) {
        return turn().compose(go -> work.get()).andThen(done -> leave());
    }

    private Future<Void> turn() {
        if (free > 0) {
            free--;
            return Future.succeededFuture();
        }
        var context = ContextInternal.current();
        // On the caller's context, so that the work belongs to the caller's trace.
        var turn = context == null ? Promise.<Void>promise() : context.<Void>promise();
        waiting.add(turn);
        return turn.future();
    }

    private void leave() {
        var next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.complete();
        }
    }
}

package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who on this node waits for an order to change. It is a hint only: an order that changes on
 * another node is seen by reading it.
 */
public final class OrderWatch {

    private final Map<UUID, List<Promise<Void>>> waiting = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean leaving;

    /**
     * Completes when the order has changed here to an answer; fails as {@code DRAINING} when the
     * node leaves.
     */
    public Future<Void> next(UUID orderId) {
        if (leaving) {
            return Future.failedFuture(draining());
        }
        var promise = Promise.<Void>promise();
        waiting.compute(
                orderId, (id, others) -> with(others == null ? List.of() : others, promise));
        return promise.future();
    }

    /** Nobody waits for the promise any more. */
    void forget(UUID orderId, Future<Void> watched) {
        waiting.computeIfPresent(orderId, (id, others) -> without(others, watched));
    }

    /** Calls at each change of any order here; on the thread that changed it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** An order has changed that nobody is answered with yet. */
    void wentOn() {
        listeners.forEach(Runnable::run);
    }

    /** Tells everybody who waits for the order. */
    public void changed(UUID orderId) {
        wentOn();
        var all = waiting.remove(orderId);
        if (all != null) {
            all.forEach(Promise::tryComplete);
        }
    }

    /** Hands everybody who waits to another node. */
    public void leave() {
        leaving = true;
        var ids = List.copyOf(waiting.keySet());
        for (var id : ids) {
            var all = waiting.remove(id);
            if (all != null) {
                all.forEach(promise -> promise.tryFail(draining()));
            }
        }
    }

    private static ServiceFailure draining() {
        return ServiceFailure.of(Reason.DRAINING, "This node is leaving");
    }

    private static List<Promise<Void>> with(List<Promise<Void>> others, Promise<Void> promise) {
        var all = new ArrayList<>(others);
        all.add(promise);
        return all;
    }

    private static @Nullable List<Promise<Void>> without(
            List<Promise<Void>> others, Future<Void> watched) {
        var left = others.stream().filter(promise -> !promise.future().equals(watched)).toList();
        return left.isEmpty() ? null : left;
    }
}

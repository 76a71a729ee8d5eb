package dev.souk.simulation.engine;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Vert.x of one life of a node: its timers and its one context are the scheduler's. Whatever is
 * not modelled throws, so that nothing reaches for the real world unseen.
 */
public final class LoopVertx {

    private final Node node;
    private final Map<Long, Scheduler.Event> timers = new HashMap<>();
    private final Map<String, Function<Object[], @Nullable Object>> vertx = new HashMap<>();
    private final Context context;
    private long timerIds;

    private LoopVertx(Node node) {
        this.node = node;
        this.context =
                (Context)
                        proxy(
                                ContextInternal.class,
                                Map.of(
                                        "runOnContext", args -> runOnContext(args[0]),
                                        "promise", _ -> Promise.promise()));
        vertx.put("getOrCreateContext", _ -> context);
        vertx.put("runOnContext", args -> runOnContext(args[0]));
        vertx.put("setTimer", args -> setTimer((long) args[0], args[1]));
        vertx.put("cancelTimer", args -> cancelTimer((long) args[0]));
    }

    /** A Vert.x for this life of the node, with nothing but timers and a context. */
    public static Vertx of(Node node) {
        return of(node, Map.of());
    }

    /**
     * A Vert.x for this life of the node.
     *
     * @param more by the names of its methods, what else it can do
     */
    public static Vertx of(Node node, Map<String, Function<Object[], @Nullable Object>> more) {
        var loop = new LoopVertx(node);
        loop.vertx.putAll(more);
        return (Vertx) proxy(Vertx.class, loop.vertx);
    }

    /** An object of that type which can do only this. */
    public static Object proxy(
            Class<?> type, Map<String, Function<Object[], @Nullable Object>> methods) {
        return Proxy.newProxyInstance(
                LoopVertx.class.getClassLoader(), new Class<?>[] {type}, new Methods(methods));
    }

    private record Methods(Map<String, Function<Object[], @Nullable Object>> byName)
            implements InvocationHandler {

        private static final Object[] NONE = {};

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] args) {
            return switch (method.getName()) {
                case "equals" -> false;
                case "hashCode" -> 1;
                case "toString" -> method.getDeclaringClass().getSimpleName();
                default ->
                        Optional.ofNullable(byName.get(method.getName()))
                                .orElseThrow(() -> new UnsupportedOperationException(method + ""))
                                .apply(args == null ? NONE : args);
            };
        }
    }

    @SuppressWarnings("unchecked") // as the method's signature says
    private @Nullable Object runOnContext(Object handler) {
        var task = (Handler<@Nullable Void>) handler;
        node.run(() -> task.handle(null));
        return null;
    }

    @SuppressWarnings("unchecked") // as the method's signature says
    private Object setTimer(long millis, Object handler) {
        var task = (Handler<Long>) handler;
        var id = ++timerIds;
        timers.put(
                id,
                node.after(
                        Duration.ofMillis(millis),
                        "timer",
                        () -> {
                            if (timers.remove(id) != null) {
                                task.handle(id);
                            }
                        }));
        return id;
    }

    private Object cancelTimer(long id) {
        var planned = timers.remove(id);
        if (planned != null) {
            planned.cancel();
        }
        return planned != null;
    }
}

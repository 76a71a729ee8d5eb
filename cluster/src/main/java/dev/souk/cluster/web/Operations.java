package dev.souk.cluster.web;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawCall;
import dev.souk.cluster.bus.RawHandler;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The HTTP operations of a service: a fragment, compiled, and the handler of each. Gathered while
 * the service starts, read-only from then on. A handler runs only after its fragment's checks.
 */
public final class Operations {

    private final Fragment fragment;
    private final Map<String, Operation> known = new LinkedHashMap<>();
    private final Map<String, RequestCheck> checks = new HashMap<>();
    private final Map<String, Function<Call, Future<Answer>>> handlers = new HashMap<>();
    private final Map<String, BiFunction<String, Call, Future<Answer>>> waiters = new HashMap<>();
    private final Map<String, BiConsumer<Call, RoutingContext>> streams = new HashMap<>();
    private final Set<String> writes = new HashSet<>();
    private @Nullable Replays replays;

    private Operations(Fragment fragment) {
        this.fragment = fragment;
        fragment.operations().forEach(operation -> known.put(operation.id(), operation));
        known.values().forEach(one -> checks.put(one.id(), RequestCheck.compile(fragment, one)));
    }

    /**
     * The operations of the fragment in a YAML resource, as in {@code dev/souk/x/openapi.yaml}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Operations from(String resource) {
        return new Operations(Fragment.compile(resource));
    }

    /** Answers an operation. Failures other than {@link ServiceFailure} are defects. */
    public Operations on(String operationId, Function<Call, Future<Answer>> handler) {
        handlers.put(expect(operationId, false), handler);
        return this;
    }

    /**
     * Answers an operation that the fragment calls {@code x-idempotent}: a signed-in caller's key
     * makes the work happen once, and replays its answer, through a crash too. The work uses the
     * database that it is given: the key's transaction, or where there is no key, the whole one.
     */
    public Operations onWrite(
            String operationId,
            Database database,
            BiFunction<Call, Database, Future<Answer>> work) {
        var replayed = new Replays(database);
        writes.add(operationId);
        handlers.put(expect(operationId, false), call -> replayed.run(call, work));
        return this;
    }

    /**
     * Makes the handlers of {@link #on} honour keys too where the fragment says {@code
     * x-idempotent}. Their work isn't in the key's transaction, so that after a crash a repeat
     * begins it again: only for work that then finds what it has done. Prefer {@link #onWrite}.
     */
    public Operations idempotent(Database database) {
        replays = new Replays(database);
        return this;
    }

    /**
     * Goes on with an operation whose answer was {@link Answer#waitFor}: completes with the final
     * answer, or fails with {@code DRAINING} so that another node takes the wait over. Gets the
     * token and the call without its body.
     */
    public Operations onAwait(
            String operationId, BiFunction<String, Call, Future<Answer>> handler) {
        waiters.put(expect(operationId, false), handler);
        return this;
    }

    /** Answers an operation with {@code x-transport: stream} on the node's private HTTP port. */
    public Operations onStream(String operationId, BiConsumer<Call, RoutingContext> handler) {
        streams.put(expect(operationId, true), handler);
        return this;
    }

    /** The compiled fragment. */
    public Fragment fragment() {
        return fragment;
    }

    /**
     * The raw handlers by endpoint, for the bus.
     *
     * @throws IllegalStateException if an operation of the fragment has no handler, or waits
     *     without one
     */
    public Map<String, RawHandler> handlers() {
        requireComplete();
        var raw = new LinkedHashMap<String, RawHandler>();
        handlers.keySet().forEach(id -> raw.put(id, call -> answer(id, call)));
        waiters.keySet().forEach(id -> raw.put(id + "/await", call -> await(id, call)));
        raw.put(Fragment.GET, call -> Future.succeededFuture(fragmentReply()));
        return raw;
    }

    /**
     * Mounts the streamed operations on a node's private HTTP port.
     *
     * @param identity proves the door that passes a stream on
     */
    public void mount(Router router, ServiceTokens identity) {
        var routes = new StreamRoutes(router, identity);
        streams.forEach(
                (id, handler) ->
                        routes.mount(
                                Objects.requireNonNull(known.get(id)),
                                Objects.requireNonNull(checks.get(id)),
                                handler));
    }

    private void requireComplete() {
        var missing = new TreeSet<String>();
        for (var operation : known.values()) {
            var answered = operation.streamed() ? streams : handlers;
            if (!answered.containsKey(operation.id())) {
                missing.add(operation.id());
            }
            if (operation.waits() != waiters.containsKey(operation.id())) {
                missing.add(operation.id() + " (x-wait and onAwait go together)");
            }
            if (operation.idempotent() && !writes.contains(operation.id()) && replays == null) {
                missing.add(operation.id() + " (x-idempotent needs onWrite or idempotent)");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("operations without a handler: " + missing);
        }
    }

    private String expect(String operationId, boolean streamed) {
        var operation = known.get(operationId);
        if (operation == null) {
            throw new IllegalArgumentException("the fragment has no operation " + operationId);
        }
        if (operation.streamed() != streamed) {
            throw new IllegalArgumentException(operationId + " has another x-transport");
        }
        return operationId;
    }

    private Future<RawReply> answer(String id, RawCall raw) {
        return Future.succeededFuture(raw)
                .map(call -> check(id, incoming(call, call.body()), call.context()))
                .compose(call -> handled(id, call));
    }

    private Future<RawReply> await(String id, RawCall raw) {
        var token = raw.body().toString();
        return Future.succeededFuture(raw)
                .map(call -> admitted(id, incoming(call, Buffer.buffer(0)), call.context()))
                .compose(call -> waiter(id).apply(token, call))
                .map(BusForm::reply);
    }

    private Call check(String id, Incoming incoming, CallContext context) {
        var check = checks.get(id);
        if (check == null) {
            throw ServiceFailure.notFound("operation");
        }
        return check.check(incoming, context);
    }

    private Call admitted(String id, Incoming incoming, CallContext context) {
        var check = checks.get(id);
        if (check == null) {
            throw ServiceFailure.notFound("operation");
        }
        return check.admit(incoming, context);
    }

    private Future<RawReply> handled(String id, Call call) {
        var handler = handlers.get(id);
        if (handler == null) {
            throw ServiceFailure.notFound("operation");
        }
        return answered(call, handler)
                .map(answer -> Conditional.apply(call, answer))
                .map(BusForm::reply);
    }

    private Future<Answer> answered(Call call, Function<Call, Future<Answer>> handler) {
        var keyed = replays;
        return keyed != null
                        && call.operation().idempotent()
                        && !writes.contains(call.operation().id())
                ? keyed.around(call, handler)
                : handler.apply(call);
    }

    private BiFunction<String, Call, Future<Answer>> waiter(String id) {
        var waiter = waiters.get(id);
        if (waiter == null) {
            throw ServiceFailure.notFound("operation");
        }
        return waiter;
    }

    private static Incoming incoming(RawCall call, Buffer body) {
        return BusForm.incoming(call.headers(), body);
    }

    private RawReply fragmentReply() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("h-content-type", "application/json");
        return RawReply.of(200, headers, Buffer.buffer(fragment.json()));
    }
}

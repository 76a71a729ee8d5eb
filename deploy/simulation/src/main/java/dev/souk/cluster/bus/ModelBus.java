package dev.souk.cluster.bus;

import static java.util.Objects.requireNonNull;

import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.LoopVertx;
import dev.souk.simulation.engine.Node;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

import org.jspecify.annotations.NullMarked;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event bus and the sockets of one life of a caller, with the habits of the real ones: a
 * request to a dead node waits out its timeout, and a dead process refuses a knock.
 */
@NullMarked
final class ModelBus {

    static final String CALL = "call";
    static final String EFFECT = "effect";

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration KNOCK_LIMIT = Duration.ofMillis(500);

    /** Who watches what is sent. */
    interface Watch {
        /** An attempt goes to a node. */
        void attempted(long call, String nodeId);

        /** The last attempt at a call failed so. */
        void failed(long call, Reason reason);

        /** A node refused a knock. */
        void refused(String nodeId);
    }

    private final Ground ground;
    private final Node caller;
    private final List<Callee> callees;
    private final Watch watch;

    ModelBus(Ground ground, Node caller, List<Callee> callees, Watch watch) {
        this.ground = ground;
        this.caller = caller;
        this.callees = callees;
        this.watch = watch;
    }

    /** The Vert.x of the caller. */
    Vertx vertx() {
        var bus =
                (EventBus)
                        LoopVertx.proxy(
                                EventBus.class,
                                Map.of(
                                        "request",
                                        args ->
                                                request(
                                                        (String) args[0],
                                                        (DeliveryOptions) args[2])));
        var client =
                (NetClient)
                        LoopVertx.proxy(
                                NetClient.class,
                                Map.of(
                                        "connect", args -> connect((int) args[0]),
                                        "close", _ -> Future.succeededFuture()));
        return LoopVertx.of(caller, Map.of("eventBus", _ -> bus, "createNetClient", _ -> client));
    }

    private Future<Message<Buffer>> request(String address, DeliveryOptions options) {
        var call = Long.parseLong(options.getHeaders().get(CALL));
        var effect = Effect.valueOf(requireNonNull(options.getHeaders().get(EFFECT)));
        var nodeId = address.substring(address.indexOf('.') + 1);
        watch.attempted(call, nodeId);
        var reply = Promise.<Message<Buffer>>promise();
        var patience =
                ground.has(Bug.TIMEOUT_UNHEARD)
                        ? NEVER
                        : Duration.ofMillis(options.getSendTimeout());
        var limit =
                caller.after(
                        patience,
                        "timeout",
                        () -> reply.tryFail(new ReplyException(ReplyFailure.TIMEOUT)));
        callees.stream()
                .filter(callee -> callee.node().isUp() && callee.node().id().equals(nodeId))
                .findFirst()
                .ifPresent(callee -> send(callee, call, effect, reply));
        return reply.future().andThen(_ -> limit.cancel());
    }

    private void send(Callee callee, long call, Effect effect, Promise<Message<Buffer>> reply) {
        var life = caller.life();
        ground.network()
                .send(
                        caller,
                        callee.node(),
                        "call",
                        () ->
                                callee.take(
                                        call,
                                        effect,
                                        reason -> answer(callee, call, reason, life, reply)));
    }

    private void answer(
            Callee callee,
            long call,
            Optional<Reason> reason,
            int life,
            Promise<Message<Buffer>> reply) {
        ground.network()
                .send(
                        callee.node(),
                        caller,
                        "answer",
                        () -> {
                            if (life == caller.life()) {
                                hear(call, reason, reply);
                            }
                        });
    }

    private void hear(long call, Optional<Reason> reason, Promise<Message<Buffer>> reply) {
        reason.ifPresent(why -> watch.failed(call, why));
        reply.tryComplete(message(reason));
    }

    @SuppressWarnings("unchecked") // a message of bytes, as every one of the bus
    private static Message<Buffer> message(Optional<Reason> reason) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        headers.set(Wire.STATUS, reason.map(Reason::name).orElse(Wire.OK));
        var body =
                reason.map(why -> FailureBody.encode(ServiceFailure.of(why, "no")))
                        .orElseGet(Buffer::buffer);
        return (Message<Buffer>)
                LoopVertx.proxy(Message.class, Map.of("headers", _ -> headers, "body", _ -> body));
    }

    private Future<NetSocket> connect(int port) {
        var callee = callees.stream().filter(one -> one.port() == port).findFirst().orElseThrow();
        var connected = Promise.<NetSocket>promise();
        if (ground.network().isCut(caller, callee.node())) {
            caller.after(
                    KNOCK_LIMIT,
                    "knock unanswered",
                    () -> connected.tryFail(new ConnectTimeoutException("late")));
        } else {
            caller.after(ground.network().delay(), "knocked", () -> knocked(callee, connected));
        }
        return connected.future();
    }

    /** The kernel lets in whoever knocks at a process that stands still. */
    private void knocked(Callee callee, Promise<NetSocket> connected) {
        if (callee.node().isUp() && !ground.has(Bug.KNOCK_REFUSED_BY_THE_LIVING)) {
            connected.tryComplete(
                    (NetSocket)
                            LoopVertx.proxy(
                                    NetSocket.class,
                                    Map.of("close", _ -> Future.succeededFuture())));
        } else {
            if (!callee.node().isUp()) {
                watch.refused(callee.node().name());
            }
            connected.tryFail(new ConnectException("refused"));
        }
    }
}

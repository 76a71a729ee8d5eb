package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.security.SigningKey;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One Vert.x with some nodes of a service in it, and a client that calls them. */
final class BusFixture {

    static final String SERVICE = "parrot";

    record Say(String text) {}

    record Said(String text, String by, long leftMillis) {}

    static final Endpoint<Say, Said> ASK =
            Endpoint.query(SERVICE, "ask", Say.class, Said.class).within(Duration.ofSeconds(5));
    static final Endpoint<Say, Said> DO =
            Endpoint.command(SERVICE, "do", Say.class, Said.class).within(Duration.ofSeconds(5));
    static final Endpoint<Say, Said> WHISPER =
            Endpoint.query(SERVICE, "whisper", Say.class, Said.class).callableBy("friend");

    private static final Map<String, SigningKey> KEYS =
            Map.of(
                    SERVICE,
                    SigningKey.generate(SERVICE),
                    "friend",
                    SigningKey.generate("friend"),
                    "stranger",
                    SigningKey.generate("stranger"));

    final Vertx vertx = Vertx.vertx();
    final FakeDirectory directory = new FakeDirectory();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Breakers breakers = new Breakers(vertx, NanoClock.SYSTEM);
    final Map<String, Node> nodes = new HashMap<>();
    final BusClient client =
            new BusClient(
                    new BusClient.Parts(
                            vertx, directory, breakers, meters, NanoClock.SYSTEM, new Random(1)));
    final ServiceClient friend = client.as(tokens("friend"));
    final ServiceClient stranger = client.as(tokens("stranger"));

    /** What a node does with a request. */
    @FunctionalInterface
    interface Behaviour {
        Future<Said> answer(Say request, CallContext context);
    }

    /** One node, whose behaviour a test may change. */
    static final class Node {

        final String id;
        final BusServer server;
        volatile int calls;
        volatile Behaviour behaviour;

        Node(String id, BusServer server) {
            this.id = id;
            this.server = server;
            this.behaviour = this::echo;
        }

        Future<Said> echo(Say request, CallContext context) {
            var left = context.deadline().left().toMillis();
            return Future.succeededFuture(new Said(request.text(), id, left));
        }

        private synchronized Future<Said> answer(Say request, CallContext context) {
            calls++;
            return behaviour.answer(request, context);
        }

        private Future<RawReply> raw(RawCall call) {
            return answer(new Say(call.body().toString()), call.context())
                    .map(
                            said ->
                                    RawReply.of(
                                            200,
                                            MultiMap.caseInsensitiveMultiMap().add("h-by", id),
                                            Buffer.buffer(said.text())));
        }
    }

    ServiceTokens tokens(String service) {
        return ServiceTokens.of(
                vertx,
                java.util.Objects.requireNonNull(KEYS.get(service)),
                () -> Jwks.of(KEYS.values()),
                InstantSource.system());
    }

    /** A node that echoes, and that the test leaves alone. */
    void start(String id) throws Exception {
        nodes.put(id, node(id));
    }

    /** A node that lets a knock in. */
    Node node(String id) throws Exception {
        return node(id, listening().await(5, TimeUnit.SECONDS).actualPort());
    }

    private Future<NetServer> listening() {
        return vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1");
    }

    Node node(String id, int port) throws Exception {
        var node = new Node(id, new BusServer(vertx, id, tokens(SERVICE)));
        var endpoints =
                Endpoints.of(SERVICE)
                        .on(ASK, node::answer)
                        .on(DO, node::answer)
                        .on(WHISPER, node::answer);
        node.server.open(endpoints, Map.of("raw", node::raw)).await(5, TimeUnit.SECONDS);
        directory.add(SERVICE, id, port);
        return node;
    }

    static Behaviour fails(Reason reason) {
        return (request, context) -> Future.failedFuture(ServiceFailure.of(reason, "no"));
    }

    static Behaviour hangs() {
        return (request, context) -> Promise.<Said>promise().future();
    }

    CallContext within(Duration limit) {
        return CallContext.of(Principal.ANONYMOUS, Deadline.in(limit));
    }

    Said ask(String text) throws Exception {
        return friend.call(ASK, new Say(text), within(Duration.ofSeconds(5)))
                .await(10, TimeUnit.SECONDS);
    }

    Future<RawReply> raw(Effect effect, Optional<Duration> hold) {
        return raw(effect, hold, Duration.ofSeconds(5));
    }

    Future<RawReply> raw(Effect effect, Optional<Duration> hold, Duration limit) {
        return friend.exchange(
                new RawRequest(
                        SERVICE,
                        "raw",
                        effect,
                        MultiMap.caseInsensitiveMultiMap(),
                        Buffer.buffer("x"),
                        Set.of(),
                        hold),
                within(limit));
    }

    static Reason reasonOf(Future<?> call) throws Exception {
        return failureOf(call).reason();
    }

    static ServiceFailure failureOf(Future<?> call) throws Exception {
        var failure =
                call.map(value -> Optional.<Throwable>empty())
                        .otherwise(Optional::of)
                        .await(10, TimeUnit.SECONDS);
        return (ServiceFailure) failure.orElseThrow();
    }

    /** Until something holds, which is asked every few milliseconds. */
    void until(BooleanSupplier holds) throws Exception {
        var reached = Promise.<Void>promise();
        vertx.setPeriodic(
                5,
                timer -> {
                    if (holds.getAsBoolean() && vertx.cancelTimer(timer)) {
                        reached.complete();
                    }
                });
        reached.future().await(10, TimeUnit.SECONDS);
    }

    List<String> states() {
        return breakers.states().stream().map(state -> state.state().name()).toList();
    }

    void close() throws Exception {
        client.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
    }
}

package dev.souk.gateway.http;

import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Match;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The public HTTP server of one event loop; all doors of a gateway share a port. */
public final class Door extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int IDLE_SECONDS = 60;

    /** Each open stream has a connection to its node; one more than that is refused, not kept. */
    private static final int STREAMS = 1_024;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DoorParts parts;
    private final DoorState state;
    private final Map<HttpConnection, StrictFraming> connections = new HashMap<>();
    private final Map<String, Timer> timers = new HashMap<>();
    private final RequestIds requestIds;
    private Passage passage;
    private Router own;
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    public Door(DoorParts parts, DoorState state) {
        this.parts = parts;
        this.state = state;
        this.requestIds = new RequestIds(new SplittableRandom(parts.random().nextLong()));
    }

    @Override
    public Future<?> start() {
        var client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(500)
                                .setKeepAlive(true)
                                .setIdleTimeout(IDLE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(STREAMS).setMaxWaitQueueSize(0));
        var bus = new BusCall(parts.services(), new Admission(), parts.waitingRoom());
        var streams = new StreamProxy(client, parts.directory(), parts.identity(), parts.random());
        passage = new Passage(context, parts.authentication(), parts.quotas(), bus, streams);
        own = parts.own().apply(vertx);
        server = vertx.createHttpServer(options());
        state.register(this, context);
        return server.connectionHandler(this::connected)
                .invalidRequestHandler(request -> request.connection().close().onComplete(_ -> {}))
                .requestHandler(this::handle)
                .listen(state.wantedPort(), state.host())
                .onSuccess(listening -> state.listening(listening.actualPort()));
    }

    /** Ends the connections that are idle, and says how many are left. On its own context. */
    int connections() {
        return connections.size();
    }

    /** Ends what is left. On its own context. */
    Future<Void> closeServer() {
        return server.close();
    }

    /** What this server tolerates is less than its codec does: see {@link StrictFraming}. */
    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxInitialLineLength(8 * 1024 + 64)
                .setMaxHeaderSize(16 * 1024 + 1024)
                .setMaxChunkSize(64 * 1024)
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(false)
                .setTcpNoDelay(true)
                .setReuseAddress(true);
    }

    private void connected(HttpConnection connection) {
        connections.put(connection, StrictFraming.guard(connection, state.base()));
        connection.closeHandler(_ -> connections.remove(connection));
    }

    private void handle(HttpServerRequest request) {
        var framing = connections.get(request.connection());
        if (framing == null) {
            return;
        }
        var requestId = requestIds.of(request.getHeader("x-request-id"));
        var traceId = parts.telemetry().traceId();
        var setting = new Exchange.Setting(state.base(), requestId, traceId, state::isDraining);
        var exchange = new Exchange(vertx, request, framing, setting);
        if (BodyReader.hasBody(request)) {
            request.pause();
        }
        if (Telemetry.isSampled()) {
            LOG.atInfo()
                    .addKeyValue("method", request.method().name())
                    .addKeyValue("path", exchange.path())
                    .log("asked");
        }
        try {
            route(exchange);
        } catch (RuntimeException failure) {
            exchange.refuse(failure);
        }
    }

    private void route(Exchange exchange) {
        var method = exchange.request().method().name();
        switch (parts.routes().table().match(method, exchange.path())) {
            case Match.Found found -> found(exchange, found);
            case Match.WrongMethod wrong -> wrongMethod(exchange, wrong);
            case Match.Unknown _ -> unknown(exchange);
        }
    }

    private void found(Exchange exchange, Match.Found found) {
        measure(exchange, found.route().operation().id());
        if (found.route().nodes().isEmpty()) {
            throw ServiceFailure.unavailable("No node answers this at the moment", RETRY_AFTER);
        }
        passage.pass(exchange, found);
    }

    private static void wrongMethod(Exchange exchange, Match.WrongMethod wrong) {
        exchange.response().putHeader("allow", String.join(", ", new TreeSet<>(wrong.allowed())));
        throw ServiceFailure.of(Reason.METHOD_NOT_ALLOWED, "The resource has no such method");
    }

    private void unknown(Exchange exchange) {
        if (OwnPages.has(exchange.path())) {
            measure(exchange, "own-page");
            OwnPages.prepare(exchange);
            own.handle(exchange.request());
        } else if (parts.routes().isMemoryRead()) {
            throw ServiceFailure.notFound("resource");
        } else {
            throw ServiceFailure.unavailable("Not all routes are known yet", RETRY_AFTER);
        }
    }

    private void measure(Exchange exchange, String operation) {
        var begun = System.nanoTime();
        exchange.onEnd(
                status ->
                        timer(operation, status / 100)
                                .record(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Timer timer(String operation, int status) {
        return timers.computeIfAbsent(
                operation + status,
                _ ->
                        Objects.requireNonNull(
                                Timer.builder("souk_gateway_requests_seconds")
                                        .tag("operation", operation)
                                        .tag("status", status + "xx")
                                        .register(parts.telemetry().meters())));
    }
}

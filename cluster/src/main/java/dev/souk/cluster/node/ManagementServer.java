package dev.souk.cluster.node;

import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.health.Health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.Locale;

/**
 * The node's private HTTP server: health, metrics, the directory as this node sees it, and the
 * services' streams.
 */
final class ManagementServer {

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx;
    private final Router router;
    private final HttpServer server;

    ManagementServer(Vertx vertx) {
        this.vertx = vertx;
        this.router = Router.router(vertx);
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions().setHandle100ContinueAutomatically(true));
    }

    void show(Health health, Directory directory, PrometheusMeterRegistry meters) {
        router.get("/health/live").handler(ManagementServer::live);
        router.get("/health/ready").handler(context -> ready(context, health.report()));
        router.get("/directory").handler(context -> directory(context, directory));
        router.get("/metrics").handler(context -> metrics(context, meters));
    }

    /** Where the services mount their streams. */
    Router router() {
        return router;
    }

    /**
     * Begins to answer.
     *
     * @return the port
     */
    Future<Integer> listen(String host, int port) {
        return server.requestHandler(router).listen(port, host).map(HttpServer::actualPort);
    }

    Future<Void> close() {
        return server.close();
    }

    private static void live(RoutingContext context) {
        answer(context, OK, new JsonObject().put("status", "up").put("checks", new JsonArray()));
    }

    private static void ready(RoutingContext context, Health.Report report) {
        var checks = new JsonArray();
        for (var check : report.checks()) {
            checks.add(
                    new JsonObject()
                            .put("name", check.name())
                            .put("status", name(check.status()))
                            .put("required", check.required())
                            .put("detail", check.detail())
                            .put("since", check.since().toString()));
        }
        var status = report.status() == Health.Status.DOWN ? UNAVAILABLE : OK;
        answer(
                context,
                status,
                new JsonObject().put("status", name(report.status())).put("checks", checks));
    }

    private static void directory(RoutingContext context, Directory directory) {
        var list = new JsonArray();
        directory.all().forEach(it -> list.add(describe(it, directory.isSilent(it.nodeId()))));
        context.response().putHeader("content-type", "application/json");
        context.end(list.toBuffer()).onFailure(context::fail);
    }

    private static JsonObject describe(Instance instance, boolean silent) {
        return new JsonObject()
                .put("service", instance.service())
                .put("version", instance.version())
                .put("nodeId", instance.nodeId())
                .put("nodeName", instance.nodeName())
                .put("host", instance.host())
                .put("port", instance.port())
                .put("state", instance.state().name())
                .put("silent", silent)
                .put("fragmentHash", instance.fragmentHash())
                .put("since", instance.since().toString());
    }

    private void metrics(RoutingContext context, PrometheusMeterRegistry meters) {
        vertx.executeBlocking(() -> meters.scrape(), false)
                .compose(
                        text -> {
                            context.response().putHeader("content-type", METRICS);
                            return context.end(text);
                        })
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store");
        context.end(body.toBuffer()).onFailure(context::fail);
    }

    private static String name(Health.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

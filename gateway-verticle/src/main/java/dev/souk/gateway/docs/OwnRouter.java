package dev.souk.gateway.docs;

import dev.souk.cluster.health.Health;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Fragment;
import dev.souk.cluster.web.Problem;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Remembered;
import dev.souk.gateway.route.RouteBook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The router of the door's own pages. */
public final class OwnRouter {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRouter.class);
    private static final String OWN_FRAGMENT = "dev/souk/gateway/own.yaml";
    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/";
    private static final String PAGES = "dev/souk/gateway/docs";

    private final RouteBook routes;
    private final Health health;
    private final Supplier<String> base;
    private final BooleanSupplier draining;
    private final Fragment own = Fragment.compile(OWN_FRAGMENT);

    public OwnRouter(
            RouteBook routes, Health health, Supplier<String> base, BooleanSupplier draining) {
        this.routes = routes;
        this.health = health;
        this.base = base;
        this.draining = draining;
    }

    /** A router for one event loop. */
    public Router router(Vertx vertx) {
        var router = Router.router(vertx);
        read(router, "/").handler(request -> redirect(request, "/docs/"));
        read(router, "/docs").handler(OwnRouter::docs);
        read(router, "/health/live").handler(this::live);
        read(router, "/health/ready").handler(this::ready);
        read(router, "/openapi.json").handler(this::contract);
        read(router, "/problems").handler(this::problems);
        read(router, "/problems/:code").handler(this::problem);
        read(router, "/docs/*").handler(StaticHandler.create(PAGES).setCachingEnabled(false));
        read(router, "/docs/*").handler(StaticHandler.create(SWAGGER + swaggerVersion()));
        router.errorHandler(404, this::unknown);
        router.errorHandler(405, this::wrongMethod);
        return router;
    }

    private static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void live(RoutingContext request) {
        json(request, 200, Map.of("status", "up", "checks", List.of()));
    }

    private void ready(RoutingContext request) {
        var report = health.report();
        var down = report.status() == Health.Status.DOWN || draining.getAsBoolean();
        var status = down ? "down" : report.status().name().toLowerCase(Locale.ROOT);
        var checks = report.checks().stream().map(OwnRouter::check).toList();
        json(request, down ? 503 : 200, Map.of("status", status, "checks", checks));
    }

    private static Map<String, Object> check(Health.Check check) {
        return Map.of(
                "name", check.name(),
                "status", check.status().name().toLowerCase(Locale.ROOT),
                "required", check.required(),
                "detail", check.detail(),
                "since", check.since());
    }

    private void contract(RoutingContext request) {
        var newest = new HashMap<String, Fragment>();
        routes.newest().forEach((service, known) -> newest.put(service, known.fragment()));
        json(request, 200, OpenApiMerge.merge(base.get(), routes.table(), newest, own));
    }

    private ProblemPages pages() {
        return ProblemPages.of(
                routes.newest().values().stream()
                        .map(Remembered::fragment)
                        .map(Fragment::problems)
                        .toList());
    }

    private void problems(RoutingContext request) {
        if (wantsPage(request)) {
            html(request, pages().index());
        } else {
            json(request, 200, Map.of("items", pages().all()));
        }
    }

    private void problem(RoutingContext request) {
        var found = pages().find(String.valueOf(request.pathParam("code")));
        if (found.isEmpty()) {
            unknown(request);
        } else if (wantsPage(request)) {
            html(request, ProblemPages.html(found.get()));
        } else {
            json(request, 200, found.get());
        }
    }

    private static boolean wantsPage(RoutingContext request) {
        var accept = request.request().getHeader("accept");
        return accept != null && accept.contains("text/html");
    }

    private void unknown(RoutingContext request) {
        refuse(request, ServiceFailure.notFound("page"));
    }

    private void wrongMethod(RoutingContext request) {
        request.response().putHeader("allow", "GET, HEAD");
        refuse(request, ServiceFailure.of(Reason.METHOD_NOT_ALLOWED, "The page can only be read"));
    }

    private void refuse(RoutingContext request, ServiceFailure failure) {
        var origin = new Problem.Origin(base.get(), String.valueOf(request.request().path()), "");
        var problem = Problem.of(failure, origin);
        request.response().setStatusCode(problem.status());
        problem.headers().forEach(request.response()::putHeader);
        request.end(problem.body()).onFailure(OwnRouter::gone);
    }

    /** The page's own references begin at the folder. */
    private static void docs(RoutingContext request) {
        if (String.valueOf(request.request().path()).endsWith("/")) {
            request.next();
        } else {
            redirect(request, "/docs/");
        }
    }

    private static void redirect(RoutingContext request, String location) {
        request.response().setStatusCode(302).putHeader("location", location);
        request.end().onFailure(OwnRouter::gone);
    }

    private static void json(RoutingContext request, int status, Object body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store");
        request.end(Json.encode(body)).onFailure(OwnRouter::gone);
    }

    private static void html(RoutingContext request, String page) {
        request.response().putHeader("content-type", "text/html; charset=utf-8");
        request.end(page).onFailure(OwnRouter::gone);
    }

    private static void gone(Throwable lost) {
        LOG.debug("the client is gone", lost);
    }

    /** The WebJar keeps its files below its version. */
    private static String swaggerVersion() {
        var properties = new Properties();
        try (var stream = OwnRouter.class.getResourceAsStream("webjar.properties")) {
            properties.load(Objects.requireNonNull(stream));
            return Objects.requireNonNull(properties.getProperty("swagger-ui"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

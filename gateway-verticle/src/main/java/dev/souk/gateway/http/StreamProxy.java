package dev.souk.gateway.http;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.web.StreamForm;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Match;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Passes what is long or large to the private HTTP port of a node and back, as fast as the slower
 * side reads. Either side's end ends the other. For one event loop.
 */
final class StreamProxy {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Directory directory;
    private final ServiceTokens identity;
    private final RandomGenerator random;

    StreamProxy(
            HttpClient client,
            Directory directory,
            ServiceTokens identity,
            RandomGenerator random) {
        this.client = client;
        this.directory = directory;
        this.identity = identity;
        this.random = random;
    }

    /** Passes a request on; done when its answer has been passed back. */
    Future<Void> pass(Exchange exchange, Match.Found found, CallContext context) {
        return node(found)
                .compose(node -> client.request(options(exchange, node)))
                .recover(lost -> Future.failedFuture(translated(lost)))
                .compose(onward -> forward(exchange, found, context, onward));
    }

    private Future<Instance> node(Match.Found found) {
        var nodes =
                directory.instances(found.route().service()).stream()
                        .filter(one -> found.route().nodes().contains(one.nodeId()))
                        .filter(one -> one.state() == Instance.State.UP)
                        .filter(one -> !directory.isSilent(one.nodeId()))
                        .toList();
        return nodes.isEmpty() ? Future.failedFuture(away()) : Future.succeededFuture(oneOf(nodes));
    }

    private Instance oneOf(List<Instance> nodes) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static RequestOptions options(Exchange exchange, Instance node) {
        var uri = exchange.request().uri();
        return new RequestOptions()
                .setHost(node.host())
                .setPort(node.port())
                .setMethod(HttpMethod.valueOf(exchange.request().method().name()))
                .setURI(StreamForm.ROOT + uri)
                .setIdleTimeout(IDLE.toMillis());
    }

    private Future<Void> forward(
            Exchange exchange, Match.Found found, CallContext context, HttpClientRequest onward) {
        var request = exchange.request();
        onward.headers().addAll(ForwardedHeaders.request(request.headers()));
        StreamForm.headers(identity, found.route().service(), context, exchange.setting().base())
                .forEach(onward.headers()::set);
        exchange.response().closeHandler(_ -> onward.reset());
        exchange.framing().watchBody(_ -> onward.reset());
        return sent(exchange, onward)
                .recover(lost -> Future.failedFuture(translated(lost)))
                .compose(answer -> back(exchange, answer));
    }

    private static Future<HttpClientResponse> sent(Exchange exchange, HttpClientRequest onward) {
        var request = exchange.request();
        if (!BodyReader.hasBody(request)) {
            return onward.send();
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            onward.setChunked(true);
        } else {
            onward.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            return exchange.response().writeContinue().compose(_ -> onward.send(request));
        }
        return onward.send(request);
    }

    private static Future<Void> back(Exchange exchange, HttpClientResponse answer) {
        var response = exchange.response();
        response.setStatusCode(answer.statusCode());
        ForwardedHeaders.answer(answer.headers()).forEach(response::putHeader);
        var length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        return answer.pipeTo(response);
    }

    private static Throwable translated(Throwable lost) {
        return lost instanceof ServiceFailure ? lost : away();
    }

    private static ServiceFailure away() {
        return ServiceFailure.of(Reason.UNAVAILABLE, "No node answers this at the moment")
                .retryAfter(RETRY_AFTER);
    }
}

package dev.souk.proof.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Stands between the shop and its payment provider, and passes everything on, well or badly. The
 * provider itself knows nothing of it, so that its log stays what was truly done.
 */
public final class ProviderProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final int FAULT = 500;
    private static final List<String> PASSED_ON =
            List.of("authorization", "idempotency-key", "content-type");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile URI provider = URI.create("http://127.0.0.1:1");
    private volatile Manner manner = Manner.WELL;

    /** How requests are passed on. */
    public enum Manner {
        WELL,
        /** Late, both ways. */
        LATE,
        /** Not at all, with a fault as the answer. */
        FAILING,
        /** Well, but with a fault as the answer. */
        LYING,
        /** Well, but without an answer. */
        MUTE,
        /** Twice. */
        DOUBLED
    }

    private ProviderProxy(HttpServer server) {
        this.server = server;
    }

    /** Opens it on a free port. */
    public static ProviderProxy open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var proxy = new ProviderProxy(HttpServer.create(address, 0));
        proxy.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.server.createContext("/", proxy::handle);
        proxy.server.start();
        return proxy;
    }

    /** Where the shop finds it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where the provider is. */
    public void passTo(URI url) {
        provider = url;
    }

    public void pass(Manner how) {
        manner = how;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var how = exchange.getRequestMethod().equals("POST") ? manner : Manner.WELL;
            var request = request(exchange);
            if (how == Manner.FAILING) {
                exchange.sendResponseHeaders(FAULT, -1);
                return;
            }
            if (how == Manner.LATE) {
                Thread.sleep(LATE);
            }
            var response = send(request);
            if (how == Manner.DOUBLED) {
                response = send(request);
            }
            if (how == Manner.LYING) {
                exchange.sendResponseHeaders(FAULT, -1);
            } else if (how != Manner.MUTE) {
                answer(exchange, response);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request =
                HttpRequest.newBuilder(provider.resolve(exchange.getRequestURI()))
                        .timeout(PATIENCE)
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (var name : PASSED_ON) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return request.build();
    }

    /** What fails here cuts the connection there, as without a proxy. */
    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
            throws IOException {
        response.headers()
                .firstValue("content-type")
                .ifPresent(type -> exchange.getResponseHeaders().set("content-type", type));
        var body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}

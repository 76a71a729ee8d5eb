package dev.souk.local.payments;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.json.Json;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider on a free port, which can be ended and started again over the same folder. */
final class PaymentsFixture implements AutoCloseable {

    static final String EUR_1299 = "{\"amount\":1299,\"currency\":\"EUR\"}";

    private static final String KEY = "test-key";
    private static final String SECRET = "test-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final @Nullable URI webhooks;
    private Vertx vertx = Vertx.vertx();
    private int port;

    /** An answer: its status and its body. */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asText();
        }
    }

    PaymentsFixture(Path folder, @Nullable URI webhooks) throws TimeoutException {
        this.folder = folder;
        this.webhooks = webhooks;
        start();
    }

    private void start() throws TimeoutException {
        var options = new PaymentsOptions(0, folder, webhooks, KEY, SECRET);
        var server = new PaymentsServer(options, InstantSource.system());
        vertx.deployVerticle(server).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        port = server.port();
    }

    /** Ends it without a goodbye, and starts it again. */
    void restart() throws TimeoutException {
        close();
        vertx = Vertx.vertx();
        start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Answer authorize(String key, String token) throws IOException, InterruptedException {
        return post("authorizations", key, authorization(token), PATIENCE);
    }

    Answer capture(String key, String authorizationKey) throws IOException, InterruptedException {
        return post("captures", key, movement(authorizationKey), PATIENCE);
    }

    Answer refund(String key, String authorizationKey) throws IOException, InterruptedException {
        return post("refunds", key, movement(authorizationKey), PATIENCE);
    }

    Answer voidByKey(String authorizationKey) throws IOException, InterruptedException {
        return post(
                "voids",
                authorizationKey + ":void",
                "{\"authorizationKey\":\"" + authorizationKey + "\"}",
                PATIENCE);
    }

    /** Sends without patience: an answer that doesn't come is an exception. */
    Answer post(String path, String key, String body, Duration patience)
            throws IOException, InterruptedException {
        return send(
                request("/v1/" + path)
                        .timeout(patience)
                        .header("idempotency-key", key)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    static String authorization(String token) {
        return "{\"orderId\":\"order-1\",\"amount\":%s,\"token\":\"%s\"}"
                .formatted(EUR_1299, token);
    }

    private static String movement(String authorizationKey) {
        return "{\"authorizationKey\":\"%s\",\"amount\":%s}".formatted(authorizationKey, EUR_1299);
    }

    Answer lookUp(String key) throws IOException, InterruptedException {
        return send(request("/v1/operations?key=" + key).timeout(PATIENCE).GET().build());
    }

    String log() throws IOException, InterruptedException {
        return client.send(
                        request("/v1/log").timeout(PATIENCE).GET().build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What the shopper does at the page. */
    String decide(String url, String decision) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("decision=" + decision))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + KEY);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Json.tree(response.body()));
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}

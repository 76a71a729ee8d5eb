package dev.souk.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.souk.proof.fault.ProviderProxy.Manner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class ProviderProxyTest {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer provider;
    private ProviderProxy proxy;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::work);
        provider.start();
        proxy = ProviderProxy.open();
        proxy.passTo(URI.create("http://127.0.0.1:" + provider.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        proxy.close();
        provider.stop(0);
        client.close();
    }

    @Test
    void passesARequestOnAsItIs() throws Exception {
        var response = post();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"kept\":true}");
        assertThat(done).containsExactly("/v1/captures?a=b k1 Bearer me 100");
    }

    @Test
    void failsBeforeAnythingIsDone() throws Exception {
        proxy.pass(Manner.FAILING);

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(done).isEmpty();
    }

    @Test
    void failsAfterItIsDone() throws Exception {
        proxy.pass(Manner.LYING);

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(done).hasSize(1);
    }

    @Test
    void cutsTheConnectionAfterItIsDone() {
        proxy.pass(Manner.MUTE);

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(done).isNotEmpty();
    }

    @Test
    void passesARequestOnTwice() throws Exception {
        proxy.pass(Manner.DOUBLED);

        assertThat(post().statusCode()).isEqualTo(202);
        assertThat(done).hasSize(2);
    }

    private void work(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        done.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestURI(),
                                headers.getFirst("idempotency-key"),
                                headers.getFirst("authorization"),
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        var answer = "{\"kept\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private HttpResponse<String> post() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(proxy.url().resolve("/v1/captures?a=b"))
                        .header("Authorization", "Bearer me")
                        .header("Idempotency-Key", "k1")
                        .POST(BodyPublishers.ofString("100"))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }
}

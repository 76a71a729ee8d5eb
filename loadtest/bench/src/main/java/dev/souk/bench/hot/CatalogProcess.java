package dev.souk.bench.hot;

import dev.souk.testkit.Server;
import dev.souk.testkit.ServerLaunch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The catalog's node as a process that ends with this one.
 *
 * @param port its management port
 */
record CatalogProcess(Path folder, int port, Map<String, String> environment) implements Server {

    private static final int OK = 200;

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public ServerLaunch launch() {
        return new ServerLaunch(NodeCommand.of(CatalogNode.class), environment, folder, "TERM");
    }

    @Override
    public boolean isReady() {
        var uri = URI.create(url() + "/health/ready");
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(1)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

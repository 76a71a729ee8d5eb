package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** The log of the payment provider, as it gives it to whoever compares it with the shop's books. */
public final class ProviderLog {

    private static final int OK = 200;

    private final URI url;
    private final String key;

    /**
     * @param url the provider's own, past any proxy
     * @param key the shop's
     */
    public ProviderLog(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /** What stands in it now, oldest first. */
    public List<Row> entries() throws IOException, InterruptedException {
        return ask(BodyHandlers.ofString()).lines().map(Row::parse).toList();
    }

    void collect(Path run) throws IOException, InterruptedException {
        var _ = ask(BodyHandlers.ofFile(Evidence.file(run, "provider")));
    }

    private <T> T ask(BodyHandler<T> taken) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/v1/log"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, taken);
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "the provider answers " + answer.statusCode() + " to the log");
            }
            return answer.body();
        }
    }
}

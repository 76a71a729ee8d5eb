package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** The log of the payment provider, as it gives it to whoever compares it with the shop's books. */
final class ProviderLog {

    private static final int OK = 200;

    private final URI url;
    private final String key;

    /**
     * @param url the provider's own, past any proxy
     * @param key the shop's
     */
    ProviderLog(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    void collect(Path run) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/v1/log"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var file = Evidence.file(run, "provider");
            var status = http.send(request, BodyHandlers.ofFile(file)).statusCode();
            if (status != OK) {
                throw new IOException("the provider answers " + status + " to the log");
            }
        }
    }
}

package dev.souk.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.local.folder.Credentials;
import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * The shop's public API, as its admin uses it. Waits for each answer, and repeats what may be
 * repeated.
 */
final class ShopApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int ATTEMPTS = 20;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULTS = 500;

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private String token = "";

    /** An answer: its status and its JSON. */
    record Answer(int status, JsonNode body) {

        /** The problem's code; empty where it is none. */
        String code() {
            return body.path("code").asText("");
        }
    }

    ShopApi(String url) {
        this.url = url;
    }

    /** Acts as the admin from now on. */
    void logIn(Credentials admin) throws IOException, InterruptedException {
        var body = Map.of("email", admin.email(), "password", admin.password());
        var answer = post("/v1/sessions", JSON.valueToTree(body));
        if (answer.status() != 201) {
            throw new Refused("the admin can't log in to load the demo catalog: " + answer.body());
        }
        token = answer.body().path("accessToken").asText();
    }

    /** Posts the body; a shop that is busy or not quite there is asked again for a while. */
    Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return repeated(request.build());
    }

    private Answer repeated(HttpRequest request) throws IOException, InterruptedException {
        for (var attempt = 1; true; attempt++) {
            try {
                var answer = client.send(request, BodyHandlers.ofByteArray());
                var again = answer.statusCode() >= SERVER_FAULTS || answer.statusCode() == TOO_MANY;
                if (!again || attempt == ATTEMPTS) {
                    return read(answer);
                }
            } catch (IOException cut) {
                if (attempt == ATTEMPTS) {
                    throw cut;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private static Answer read(HttpResponse<byte[]> answer) throws IOException {
        var body =
                answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
        return new Answer(answer.statusCode(), body);
    }
}

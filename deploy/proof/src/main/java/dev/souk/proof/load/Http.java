package dev.souk.proof.load;

import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests and waits for their answers, never for longer than a patient client would. */
public final class Http implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /** The answer; one of status 0 where none came. */
    public Answer send(URI door, Request request) throws InterruptedException {
        try {
            return answer(client.send(built(door, request), BodyHandlers.ofString()));
        } catch (IOException | IllegalArgumentException none) {
            return Answer.none(none);
        }
    }

    private static HttpRequest built(URI door, Request request) {
        var built = HttpRequest.newBuilder(door.resolve(request.path())).timeout(PATIENCE);
        if (!request.token().isEmpty()) {
            built.header("Authorization", "Bearer " + request.token());
        }
        request.headers().forEach(built::header);
        if (request.body().isEmpty()) {
            return built.method(request.method(), BodyPublishers.noBody()).build();
        }
        var type = request.body().startsWith("{") ? "json" : "x-www-form-urlencoded";
        return built.header("Content-Type", "application/" + type)
                .method(request.method(), BodyPublishers.ofString(request.body()))
                .build();
    }

    private static Answer answer(HttpResponse<String> response) {
        var text = response.body();
        var body = text.startsWith("{") ? Row.parse(text) : Row.EMPTY;
        var headers = response.headers();
        return new Answer(
                response.statusCode(),
                body,
                headers.firstValue("Idempotent-Replayed").isPresent(),
                headers.firstValue("Location").orElse(""));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

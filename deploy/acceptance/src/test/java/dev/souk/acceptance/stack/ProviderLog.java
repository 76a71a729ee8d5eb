package dev.souk.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the payment provider says it has done, whatever the shop believes. */
public final class ProviderLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> commands = new HashMap<>();
    private final Map<String, JsonNode> outcomes = new HashMap<>();

    private ProviderLog(Iterable<String> lines) throws IOException {
        for (var line : lines) {
            var entry = JSON.readTree(line);
            switch (entry.path("entry").asText()) {
                case "booked" -> commands.put(entry.at("/command/key").asText(), entry);
                case "settled" -> outcomes.put(entry.path("key").asText(), entry);
                default -> {}
            }
        }
    }

    /** As it is now. */
    public static ProviderLog of(Stack stack) {
        try (var http = HttpClient.newHttpClient()) {
            var key = Files.readString(stack.secret("payments-api-key")).strip();
            var request =
                    HttpRequest.newBuilder(URI.create(stack.server("payments")).resolve("/v1/log"))
                            .header("Authorization", "Bearer " + key)
                            .build();
            var log = http.send(request, BodyHandlers.ofLines());
            return new ProviderLog(log.body().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The keys under which an order's money was taken. */
    public Set<String> captures(String orderId) {
        return commands.entrySet().stream()
                .filter(booked -> booked.getValue().at("/command/kind").asText().equals("capture"))
                .filter(booked -> orderOf(booked.getValue()).equals(orderId))
                .map(Map.Entry::getKey)
                .filter(key -> isCaptured(key))
                .collect(Collectors.toSet());
    }

    private boolean isCaptured(String key) {
        var outcome = outcomes.get(key);
        return outcome != null && outcome.path("status").asText().equals("captured");
    }

    /** A capture names its authorization, which names the order. */
    private String orderOf(JsonNode capture) {
        var authorization = commands.get(capture.at("/command/authorizationKey").asText());
        return authorization == null ? "" : authorization.at("/command/orderId").asText();
    }
}

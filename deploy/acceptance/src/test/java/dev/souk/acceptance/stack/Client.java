package dev.souk.acceptance.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A client of the HTTP contract, anonymous or signed in. Each answer is held against the served
 * OpenAPI document, so that every test of the story is a test of the contract too.
 */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Supplier<URI> gateway;
    private final Conformance conformance;
    private final List<String> standing;

    private Client(Supplier<URI> gateway, Conformance conformance, List<String> standing) {
        this.gateway = gateway;
        this.conformance = conformance;
        this.standing = List.copyOf(standing);
    }

    /** A client without a token. */
    public static Client anonymous(Stack stack) {
        return anonymous(stack.gateway());
    }

    /** A client of one gateway, without a token. */
    public static Client anonymous(URI base) {
        return new Client(() -> base, Conformance.of(base), List.of());
    }

    /** The same client, at another gateway. */
    public Client at(URI other) {
        return new Client(() -> other, conformance, standing);
    }

    /** The same client with headers on each request, as name, value, name, value. */
    public Client with(String... headers) {
        var more = new ArrayList<>(standing);
        more.addAll(List.of(headers));
        return new Client(gateway, conformance, more);
    }

    /** The same client, signed in with a token. */
    public Client bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Reply get(String path) {
        return send("GET", path, "", "");
    }

    public Reply post(String path, Object body) {
        return send("POST", path, "application/json", write(body));
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, "application/json", write(body));
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, "application/merge-patch+json", write(body));
    }

    public Reply delete(String path) {
        return send("DELETE", path, "", "");
    }

    /** Sends a body as it is. */
    public Reply send(String method, String path, String contentType, String body) {
        var request = HttpRequest.newBuilder(gateway.get().resolve(path));
        request.timeout(Duration.ofSeconds(20));
        if (!standing.isEmpty()) {
            request.headers(standing.toArray(String[]::new));
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        return exchange(method, path, request.build());
    }

    /**
     * The server-sent events of a stream up to the first of a name, each as its id and its name;
     * then it is cut.
     *
     * @param last the id behind which it goes on; empty for the beginning
     */
    public List<String> follow(String path, String last, String until) {
        var request = HttpRequest.newBuilder(gateway.get().resolve(path));
        request.headers(standing.toArray(String[]::new)).header("Accept", "text/event-stream");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try (var lines = HTTP.send(request.build(), BodyHandlers.ofLines()).body()) {
            return events(lines.iterator(), until);
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> events(Iterator<String> lines, String until) {
        var events = new ArrayList<String>();
        var id = "";
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                events.add(id + " " + line.substring(6).strip());
            } else if (line.isEmpty() && !events.isEmpty() && events.getLast().endsWith(until)) {
                return events;
            }
        }
        throw new IllegalStateException("ended before " + until + ": " + events);
    }

    private Reply exchange(String method, String path, HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            var reply =
                    new Reply(
                            response.statusCode(),
                            response.headers(),
                            parse(
                                    response.headers().firstValue("Content-Type").orElse(""),
                                    response.body()),
                            response.body());
            conformance.check(method, path, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String contentType, String body) throws IOException {
        return contentType.contains("json") && !body.isEmpty()
                ? JSON.readTree(body)
                : MissingNode.getInstance();
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shopper of this name, registered and signed in. */
    public Client registered(String email, String password) {
        var account = Map.of("email", email, "password", password, "name", "Ada Lovelace");
        var made = post("/v1/users", account);
        if (made.status() != 201) {
            throw new IllegalStateException("not registered: " + made);
        }
        return signedIn(email, password);
    }

    /** An account, signed in. */
    public Client signedIn(String email, String password) {
        var session = post("/v1/sessions", Map.of("email", email, "password", password));
        if (session.status() != 201) {
            throw new IllegalStateException("not signed in: " + session);
        }
        return bearing(session.string("/accessToken"));
    }
}

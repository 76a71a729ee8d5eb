package dev.souk.local.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a node says of itself on its management port. Each question waits a second at most. */
public final class ManagementPort {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_MILLIS = 1_000;
    private static final int OK = 200;
    private static final String UNROUTED = "souk_gateway_unrouted_nodes";

    private ManagementPort() {}

    /** How a node is, seen from outside. */
    public enum State {
        /** Its process has ended. */
        STOPPED,
        /** Nobody listens yet. */
        STARTING,
        /** It works, with all that it depends on. */
        READY,
        /** It works, without something. */
        DEGRADED,
        /** It is leaving. */
        DRAINING,
        /** It can't work. */
        UNAVAILABLE,
        /** It doesn't answer, as a process that is stopped by a signal. */
        SILENT;

        /** As programs read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it takes work. */
        public boolean works() {
            return this == READY || this == DEGRADED;
        }

        /** Whether one that works, on a busy machine, is seen like this for a moment. */
        boolean mayBeBusy() {
            return this == SILENT || this == UNAVAILABLE;
        }
    }

    private record Answer(int status, JsonNode body) {}

    /**
     * What one look at a node shows.
     *
     * @param readySince empty where it isn't ready, or doesn't say
     */
    record Look(State state, Optional<Instant> readySince) {

        static Look without(State state) {
            return new Look(state, Optional.empty());
        }

        boolean hasBeenReadyFor(Duration minimum) {
            return readySince
                    .filter(since -> !since.plus(minimum).isAfter(Instant.now()))
                    .isPresent();
        }
    }

    /** The state of the node whose management port this is, supposing that its process lives. */
    public static State state(int port) {
        return look(port).state();
    }

    /** The same, with the time since when. */
    static Look look(int port) {
        try {
            var answer = get(port, "/health/ready");
            return new Look(state(answer), readySince(answer.body()));
        } catch (SocketTimeoutException silent) {
            return Look.without(State.SILENT);
        } catch (IOException nobody) {
            return Look.without(State.STARTING);
        }
    }

    private static State state(Answer answer) {
        if (answer.status() != OK) {
            return isDraining(answer.body()) ? State.DRAINING : State.UNAVAILABLE;
        }
        var status = answer.body().path("status").asText("");
        return status.equalsIgnoreCase("degraded") ? State.DEGRADED : State.READY;
    }

    private static Optional<Instant> readySince(JsonNode body) {
        for (var check : body.path("checks")) {
            if (check.path("name").asText().equals("node")
                    && check.path("status").asText().equals("up")) {
                return Optional.of(Instant.parse(check.path("since").asText()));
            }
        }
        return Optional.empty();
    }

    /** The names of the nodes that the node hears and knows to be up; none where it doesn't say. */
    public static Set<String> directory(int port) {
        var names = new TreeSet<String>();
        try {
            for (var instance : instances(get(port, "/directory").body())) {
                if (instance.path("state").asText("UP").equalsIgnoreCase("UP")
                        && !instance.path("silent").asBoolean()) {
                    names.add(instance.path("nodeName").asText(""));
                }
            }
        } catch (IOException unknown) {
            return Set.of();
        }
        return names;
    }

    /** Whether the gateway offers the paths of all nodes that it hears. */
    static boolean routesAll(int port) {
        try {
            return text(port, "/metrics").lines().noneMatch(ManagementPort::isUnrouted);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isUnrouted(String metric) {
        return metric.startsWith(UNROUTED) && !metric.endsWith(" 0.0");
    }

    private static JsonNode instances(JsonNode body) {
        return body.isArray() ? body : body.path("instances");
    }

    private static boolean isDraining(JsonNode body) {
        return body.toString().toLowerCase(Locale.ROOT).contains("draining");
    }

    private static String text(int port, String path) throws IOException {
        var connection = connection(port, path);
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    private static Answer get(int port, String path) throws IOException {
        var connection = connection(port, path);
        try {
            var status = connection.getResponseCode();
            try (var in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                var body = in == null ? null : JSON.readTree(in);
                return new Answer(status, body == null ? JSON.createObjectNode() : body);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection connection(int port, String path) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + path).toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        return connection;
    }
}

package dev.souk.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.redis.RedisCommands;
import dev.souk.cluster.web.Fragment;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The routes that gateways keep in Redis, so that one that starts while a service is away answers
 * 503 for it and not 404: two hashes, the newest fragment by service and the owner by path. Losing
 * them costs nothing but that.
 */
final class RouteMemory {

    private static final Logger LOG = LoggerFactory.getLogger(RouteMemory.class);
    private static final String FRAGMENTS = "souk:routes";
    private static final String CLAIMS = "souk:claims";

    private final RedisCommands redis;

    /** What was kept. */
    record Contents(Map<String, Remembered> services, Map<String, String> claims) {}

    RouteMemory(RedisCommands redis) {
        this.redis = redis;
    }

    /** Reads all; what can't be read any more is left out. */
    Future<Contents> read() {
        return redis.send(Request.cmd(Command.HGETALL).arg(FRAGMENTS))
                .compose(
                        fragments ->
                                redis.send(Request.cmd(Command.HGETALL).arg(CLAIMS))
                                        .map(claims -> contents(texts(fragments), texts(claims))));
    }

    /**
     * Writes the services back, claims the paths that nobody has, gives up those that ended, and
     * completes with the claims as all gateways see them.
     */
    Future<Map<String, String>> write(
            Map<String, Remembered> services, Map<String, String> claims) {
        Future<@Nullable Response> written = Future.succeededFuture();
        if (!services.isEmpty()) {
            var request = Request.cmd(Command.HSET).arg(FRAGMENTS);
            services.forEach((service, known) -> request.arg(service).arg(text(known)));
            written = redis.send(request);
        }
        return written.compose(_ -> claim(claims));
    }

    /** Ends the claims on paths that their owner has no more. */
    Future<Void> giveUp(Map<String, String> ended) {
        if (ended.isEmpty()) {
            return Future.succeededFuture();
        }
        var request = Request.cmd(Command.HDEL).arg(CLAIMS);
        ended.keySet().forEach(request::arg);
        return redis.send(request).mapEmpty();
    }

    private Future<Map<String, String>> claim(Map<String, String> claims) {
        var claimed =
                claims.entrySet().stream()
                        .map(
                                claim ->
                                        redis.send(
                                                Request.cmd(Command.HSETNX)
                                                        .arg(CLAIMS)
                                                        .arg(claim.getKey())
                                                        .arg(claim.getValue())))
                        .toList();
        return Future.join(claimed)
                .compose(_ -> redis.send(Request.cmd(Command.HGETALL).arg(CLAIMS)))
                .map(RouteMemory::texts);
    }

    private static Contents contents(Map<String, String> fragments, Map<String, String> claims) {
        var services = new HashMap<String, Remembered>();
        fragments.forEach(
                (service, text) -> {
                    var known = parse(service, text);
                    if (known != null) {
                        services.put(service, known);
                    }
                });
        return new Contents(services, claims);
    }

    private static @Nullable Remembered parse(String service, String text) {
        try {
            JsonNode node = Json.tree(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new Remembered(
                    node.path("version").asText(),
                    Instant.parse(node.path("since").asText()),
                    Fragment.read(Json.bytes(node.path("fragment"))));
        } catch (ServiceFailure | IllegalArgumentException | DateTimeParseException e) {
            LOG.atWarn().addKeyValue("service", service).log("remembered routes are unreadable");
            return null;
        }
    }

    private static String text(Remembered known) {
        var node = Json.mapper().createObjectNode();
        node.put("version", known.version());
        node.put("since", known.since().toString());
        node.set("fragment", known.fragment().document());
        return new String(Json.bytes(node), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(@Nullable Response hash) {
        var texts = new HashMap<String, String>();
        if (hash != null) {
            for (var key : hash.getKeys()) {
                texts.put(key, Objects.requireNonNull(hash.get(key)).toString());
            }
        }
        return texts;
    }
}

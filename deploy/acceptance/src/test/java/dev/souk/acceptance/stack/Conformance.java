package dev.souk.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds answers against the OpenAPI document that the gateway serves. */
public final class Conformance {

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private Conformance(JsonNode document) {
        this.document = document;
    }

    static Conformance of(URI gateway) {
        try (var body = gateway.resolve("/openapi.json").toURL().openStream()) {
            return new Conformance(new ObjectMapper().readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails where the document has no such answer, or another shape for it. Paths that no operation
     * has may only be answered by a problem.
     */
    void check(String method, String path, Reply reply) {
        var schema =
                operation(method, path)
                        .map(operation -> schemaOf(operation, method + " " + path, reply))
                        .orElseGet(() -> pointer("/components/schemas/Problem"));
        if (schema.isMissingNode()) {
            return;
        }
        var errors = compiled(schema).validate(reply.body());
        if (!errors.isEmpty()) {
            throw new AssertionError(
                    "%s %s answered %d, not as documented: %s%n%s"
                            .formatted(method, path, reply.status(), errors, reply.text()));
        }
    }

    private JsonNode schemaOf(JsonNode operation, String call, Reply reply) {
        var responses = operation.path("responses");
        var response = resolve(responses.path(String.valueOf(reply.status())));
        if (response.isMissingNode()) {
            response = resolve(responses.path("default"));
        }
        if (response.isMissingNode()) {
            throw new AssertionError(call + " has no documented answer " + reply.status());
        }
        var type = reply.header("Content-Type").split(";", 2)[0];
        return response.path("content").path(type).path("schema");
    }

    private Optional<JsonNode> operation(String method, String path) {
        var wanted = path.split("\\?", 2)[0].split("/", -1);
        var verb = method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT);
        return document.path("paths").properties().stream()
                .filter(entry -> matches(entry.getKey().split("/", -1), wanted))
                .sorted(java.util.Comparator.comparingLong(entry -> parameters(entry.getKey())))
                .map(entry -> entry.getValue().path(verb))
                .filter(operation -> !operation.isMissingNode())
                .findFirst();
    }

    private static long parameters(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private static boolean matches(String[] template, String[] path) {
        if (template.length != path.length) {
            return false;
        }
        for (var i = 0; i < path.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? pointer(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonNode pointer(String pointer) {
        return document.at(pointer);
    }

    private Schema compiled(JsonNode schema) {
        return compiled.computeIfAbsent(
                schema.toString(),
                text -> {
                    ObjectNode whole = schema.deepCopy();
                    whole.set("components", document.path("components"));
                    return SCHEMAS.getSchema(whole);
                });
    }
}

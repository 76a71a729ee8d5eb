package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads a fragment's YAML and completes it: common components that it uses, the problem answer and
 * the security of each operation, and closed request bodies.
 */
final class FragmentSource {

    private static final String COMMON = "dev/souk/cluster/web/common.yaml";
    private static final String LOCAL = "#/components/";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final ObjectNode document;
    private final JsonNode common;

    private FragmentSource(ObjectNode document, JsonNode common) {
        this.document = document;
        this.common = common;
    }

    static ObjectNode load(String resource) {
        return new FragmentSource(read(resource), read(COMMON)).complete();
    }

    private static ObjectNode read(String resource) {
        var loader = FragmentSource.class.getClassLoader();
        try (var stream = loader.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no resource " + resource);
            }
            if (YAML.readTree(stream) instanceof ObjectNode document) {
                refuseTorn(document);
                return document;
            }
            throw new IllegalArgumentException(resource + " is no YAML object");
        } catch (IOException e) {
            throw new IllegalArgumentException(resource + " is no YAML", e);
        }
    }

    /** A text with a comma that isn't quoted loses its end, which becomes a member of its own. */
    private static void refuseTorn(JsonNode node) {
        for (var member : node.properties()) {
            if (member.getValue().isNull()) {
                throw new IllegalArgumentException(
                        "'" + member.getKey() + "' has no value: a text with a comma is quoted");
            }
            if (!member.getKey().equals("example")) {
                refuseTorn(member.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(FragmentSource::refuseTorn);
        }
    }

    private ObjectNode complete() {
        if (!document.path("openapi").asText().startsWith("3.1.")) {
            throw new IllegalArgumentException("a fragment is an OpenAPI document of version 3.1");
        }
        document.path("paths").forEach(this::completePath);
        importComponents();
        new ClosedBodies(document).close();
        return document;
    }

    private void completePath(JsonNode path) {
        for (var member : path.properties()) {
            if (METHODS.contains(member.getKey()) && member.getValue() instanceof ObjectNode node) {
                completeOperation(node);
            }
        }
    }

    private static void completeOperation(ObjectNode operation) {
        var responses = operation.withObjectProperty("responses");
        if (!responses.has("default")) {
            responses.putObject("default").put("$ref", LOCAL + "responses/problem");
        }
        if (!operation.has("security")) {
            var security = operation.putArray("security");
            var open = operation.path("x-access").asText().equals("anyone");
            if (!open) {
                security.addObject().putArray("bearer");
            }
        }
    }

    /** Puts in what the document refers to and doesn't define, and what that refers to. */
    private void importComponents() {
        document.withObjectProperty("components")
                .withObjectProperty("securitySchemes")
                .set("bearer", common.at("/components/securitySchemes/bearer"));
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(document);
        var seen = new LinkedHashSet<String>();
        while (!open.isEmpty()) {
            var references = new LinkedHashSet<String>();
            gather(open.remove(), references);
            for (var reference : references) {
                if (seen.add(reference)) {
                    open.add(resolve(reference));
                }
            }
        }
    }

    private JsonNode resolve(String reference) {
        if (!reference.startsWith(LOCAL)) {
            throw new IllegalArgumentException("a $ref points into the fragment: " + reference);
        }
        var pointer = reference.substring(1);
        var own = document.at(pointer);
        var shared = common.at(pointer);
        if (own.isMissingNode() && shared.isMissingNode()) {
            throw new IllegalArgumentException("there is no " + reference);
        }
        if (!own.isMissingNode()) {
            if (!shared.isMissingNode() && !own.equals(shared)) {
                throw new IllegalArgumentException(reference + " is one of the common components");
            }
            return own;
        }
        var parts = pointer.split("/", -1);
        var copy = shared.deepCopy();
        document.withObjectProperty("components").withObjectProperty(parts[2]).set(parts[3], copy);
        return copy;
    }

    private static void gather(JsonNode node, Set<String> references) {
        if (node instanceof ObjectNode object) {
            var reference = object.get("$ref");
            if (reference != null && reference.isTextual()) {
                references.add(reference.asText());
            }
            object.forEach(child -> gather(child, references));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> gather(child, references));
        }
    }
}

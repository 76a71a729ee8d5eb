package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.Set;

/**
 * Closes every object that a request body can hold, so that an unknown field is refused: where a
 * schema with properties doesn't say whether others may stand beside them, they may not.
 */
final class ClosedBodies {

    private final ObjectNode document;
    private final Set<String> followed = new HashSet<>();

    ClosedBodies(ObjectNode document) {
        this.document = document;
    }

    void close() {
        for (var path : document.path("paths")) {
            for (var operation : path) {
                operation
                        .path("requestBody")
                        .path("content")
                        .forEach(content -> close(content.path("schema")));
            }
        }
    }

    private void close(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        var reference = object.path("$ref").asText();
        if (!reference.isEmpty() && followed.add(reference)) {
            close(document.at(reference.substring(1)));
        }
        if (object.has("properties") || object.has("allOf")) {
            closeHere(object);
        } else {
            object.path("oneOf").forEach(this::close);
            object.path("anyOf").forEach(this::close);
        }
        object.path("properties").forEach(this::close);
        close(object.path("items"));
        close(object.path("additionalProperties"));
    }

    private static void closeHere(ObjectNode object) {
        var says = object.has("additionalProperties") || object.has("unevaluatedProperties");
        if (!says) {
            object.put(
                    object.has("allOf") ? "unevaluatedProperties" : "additionalProperties", false);
        }
    }
}

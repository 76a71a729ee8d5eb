package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;

import dev.souk.cluster.json.Json;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks the body of one operation, by the schema of its media type. */
final class BodyCheck {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final boolean required;
    private final Map<String, Schema> schemas;

    private BodyCheck(boolean required, Map<String, Schema> schemas) {
        this.required = required;
        this.schemas = schemas;
    }

    static BodyCheck compile(JsonNode requestBody, Schemas schemas) {
        var byType = new HashMap<String, Schema>();
        requestBody
                .path("content")
                .properties()
                .forEach(
                        content ->
                                byType.put(
                                        content.getKey(),
                                        schemas.compile(content.getValue().path("schema"))));
        return new BodyCheck(requestBody.path("required").asBoolean(false), byType);
    }

    /** The body as a JSON value; null where there is none, or it is of another kind. */
    @Nullable JsonNode check(Incoming incoming) {
        if (schemas.isEmpty()) {
            return null;
        }
        if (incoming.body().length() == 0) {
            return absent();
        }
        var type = MediaTypes.essence(incoming.headers().get("content-type"));
        var schema = schemas.get(type);
        if (schema == null || !(MediaTypes.isJson(type) || type.equals(FORM))) {
            return null;
        }
        var value = type.equals(FORM) ? form(incoming) : Json.tree(incoming.body());
        refuse(PlainText.violations(value));
        refuse(Schemas.violations(schema, value));
        return value;
    }

    private @Nullable JsonNode absent() {
        if (required) {
            refuse(List.of(new Violation("", "required", "The request has no body")));
        }
        return null;
    }

    private static JsonNode form(Incoming incoming) {
        var object = Json.mapper().createObjectNode();
        var fields = Target.of("", "", incoming.body().toString()).query();
        fields.forEach((name, values) -> object.put(name, values.get(0)));
        if (fields.values().stream().anyMatch(values -> values.size() > 1)) {
            refuse(List.of(new Violation("", "repeated", "A field stands twice")));
        }
        return object;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            var unknown = violations.stream().filter(Schemas::isUnknownField).toList();
            throw unknown.isEmpty()
                    ? ServiceFailure.invalid("invalid-request", violations)
                    : ServiceFailure.invalid("unknown-field", unknown);
        }
    }
}

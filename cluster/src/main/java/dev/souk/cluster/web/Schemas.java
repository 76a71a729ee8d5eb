package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;

import dev.souk.cluster.json.Json;
import dev.souk.contract.ServiceFailure.Violation;

import java.util.List;
import java.util.Locale;

/** The schemas of one fragment, compiled once; what they find wrong, as violations. */
final class Schemas {

    private static final int MOST_VIOLATIONS = 20;
    private static final String UNKNOWN_FIELD = "unknown-field";
    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getOpenApi31())
                    .keyword(new NonValidationKeyword("components"))
                    .build();

    private final SchemaRegistry registry =
            SchemaRegistry.withDialect(
                    DIALECT,
                    builder -> builder.schemaRegistryConfig(config()).schemaCacheEnabled(false));
    private final JsonNode components;

    Schemas(JsonNode components) {
        this.components = components;
    }

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
    }

    /** A schema of the fragment, which may refer to its components. */
    Schema compile(JsonNode schema) {
        var root = Json.mapper().createObjectNode();
        if (schema instanceof ObjectNode object) {
            root.setAll(object);
        }
        root.set("components", components);
        var compiled = registry.getSchema(root);
        compiled.initializeValidators();
        return compiled;
    }

    /** What is wrong with a value; pointers begin at it. */
    static List<Violation> violations(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .limit(MOST_VIOLATIONS)
                .map(Schemas::violation)
                .toList();
    }

    static boolean isUnknownField(Violation violation) {
        return violation.code().equals(UNKNOWN_FIELD);
    }

    private static Violation violation(Error error) {
        var place = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    new Violation(
                            place + "/" + escaped(error.getProperty()),
                            UNKNOWN_FIELD,
                            "There is no such field");
            case "required" ->
                    new Violation(
                            place + "/" + escaped(error.getProperty()),
                            "required",
                            "The field is required");
            default -> new Violation(place, kebab(error.getKeyword()), sentence(error));
        };
    }

    private static String sentence(Error error) {
        var text = error.getMessage();
        return text == null || text.isEmpty()
                ? "The value is not valid"
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private static String kebab(String keyword) {
        return keyword.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

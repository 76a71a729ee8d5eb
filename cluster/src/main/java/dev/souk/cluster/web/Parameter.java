package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;

import dev.souk.cluster.json.Json;
import dev.souk.contract.ServiceFailure.Violation;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One parameter of a path or query, with its schema.
 *
 * @param type the schema's {@code type}; of a list, {@code array}
 * @param itemType the type of a list's items
 */
record Parameter(
        String name, String in, boolean required, String type, String itemType, Schema schema) {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    static Parameter compile(JsonNode node, JsonNode document, Schemas schemas) {
        var declared = node.path("schema");
        var schema = resolved(declared, document);
        return new Parameter(
                node.path("name").asText(),
                node.path("in").asText(),
                node.path("required").asBoolean(false),
                schema.path("type").asText("string"),
                resolved(schema.path("items"), document).path("type").asText("string"),
                schemas.compile(declared));
    }

    /** What is wrong with the values given; none where the parameter is absent and may be. */
    List<Violation> violations(List<String> values) {
        if (values.isEmpty()) {
            return required
                    ? List.of(new Violation(name, "required", "The parameter is required"))
                    : List.of();
        }
        if (values.size() > 1) {
            return List.of(new Violation(name, "repeated", "The parameter stands twice"));
        }
        return violations(values.get(0));
    }

    private List<Violation> violations(String text) {
        if (!PlainText.isStorable(text)) {
            return List.of(new Violation(name, "text", "The text holds a character that is none"));
        }
        return Schemas.violations(schema, value(text)).stream()
                .map(found -> new Violation(name, found.code(), found.detail()))
                .toList();
    }

    /** The value in the form that its schema speaks of; as text where it has no such form. */
    private JsonNode value(String text) {
        if (!type.equals("array")) {
            return scalar(type, text);
        }
        var list = Json.mapper().createArrayNode();
        for (var item : text.split(",", -1)) {
            list.add(scalar(itemType, item));
        }
        return list;
    }

    private static JsonNode scalar(String type, String text) {
        if (type.equals("integer") && INTEGER.matcher(text).matches()) {
            return LongNode.valueOf(Long.parseLong(text));
        }
        if (type.equals("number") && NUMBER.matcher(text).matches()) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        return TextNode.valueOf(text);
    }

    static JsonNode resolved(JsonNode node, JsonNode document) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}

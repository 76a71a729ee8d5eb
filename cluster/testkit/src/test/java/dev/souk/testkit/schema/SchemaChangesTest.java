package dev.souk.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** The check itself, with changes planted of which it must see each. */
final class SchemaChangesTest {

    private static final String RELEASED =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "An order was written",
              "type": "object",
              "properties": {
                "orderId": {"type": "string", "format": "uuid"},
                "status": {"enum": ["pending", "paid"]},
                "note": {"type": ["string", "null"], "maxLength": 80},
                "kind": {"const": "order"},
                "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}},
                "total": {"$ref": "#/$defs/money"}
              },
              "required": ["orderId", "status", "lines", "total"],
              "$defs": {
                "money": {
                  "type": "object",
                  "properties": {"amount": {"type": "integer"}, "currency": {"type": "string"}},
                  "required": ["amount"]
                },
                "line": {
                  "type": "object",
                  "properties": {"quantity": {"type": "integer", "minimum": 1}},
                  "required": ["quantity"]
                }
              }
            }
            """;

    /** Where, the member to put there, and what it becomes; {@code -} removes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties                        | orderId              | -",
                "/properties                        | note                 | -",
                "/properties/orderId                | type                 | \"integer\"",
                "/properties/orderId                | format               | \"email\"",
                "/properties/orderId                | format               | -",
                "/properties/orderId                | pattern              | \"^x\"",
                "/properties/status                 | enum                 | [\"pending\"]",
                "/properties/status                 | enum                 |"
                        + " [\"paid\",\"pending\",\"new\"]",
                "/properties/status                 | enum                 | -",
                "/properties/note                   | type                 | \"string\"",
                "/properties/note                   | type                 |"
                        + " [\"string\",\"null\",\"integer\"]",
                "/properties/note                   | maxLength            | 40",
                "/properties/kind                   | const                | \"sale\"",
                "/properties/lines                  | minItems             | 2",
                "/properties/lines                  | items                | -",
                "/properties/lines                  | items                | {\"$ref\":"
                        + " \"#/$defs/money\"}",
                "/properties/total                  | $ref                 | \"#/$defs/line\"",
                "/$defs/line/properties/quantity    | minimum              | 0",
                "/$defs/line/properties/quantity    | type                 | \"string\"",
                "/$defs/line                        | required             | []",
                "/$defs/money                       | required             |"
                        + " [\"amount\",\"currency\"]",
                "/$defs/money/properties            | amount               | -",
                "/$defs/money                       | additionalProperties | false",
                "''                                 | additionalProperties | false",
                "''                                 | required             |"
                        + " [\"orderId\",\"status\",\"lines\",\"total\",\"note\"]",
                "''                                 | required             |"
                        + " [\"orderId\",\"status\",\"lines\"]",
                "''                                 | required             | -",
                "''                                 | type                 | \"array\"",
                "''                                 | allOf                | [{\"required\":"
                        + " [\"note\"]}]",
                "''                                 | minProperties        | 7",
            })
    void seesABreakingChange(String place, String member, String value) {
        assertThat(SchemaChanges.breaking(released(), changed(place, member, value))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties                  | channel     | {\"type\": \"string\"}",
                "/$defs/line/properties       | sku         | {\"type\": \"string\"}",
                "/properties/status           | enum        | [\"paid\",\"pending\"]",
                "/properties/note             | type        | [\"null\",\"string\"]",
                "''                           | required    |"
                        + " [\"total\",\"lines\",\"status\",\"orderId\"]",
                "''                           | title       | \"Somebody has ordered\"",
                "/properties/orderId          | description | \"Which one\"",
                "/$defs                       | color       | {\"type\": \"string\"}",
            })
    void letsASchemaGrow(String place, String member, String value) {
        assertThat(SchemaChanges.breaking(released(), changed(place, member, value))).isEmpty();
    }

    @Test
    void followsReferencesWhereverTheyLead() {
        var inlined = (ObjectNode) released();
        var money = inlined.at("/$defs/money");
        ((ObjectNode) inlined.at("/properties")).set("total", money);
        ((ObjectNode) inlined.at("/$defs")).remove("money");

        assertThat(SchemaChanges.breaking(released(), inlined)).isEmpty();
    }

    @Test
    void namesThePlaceAndTheChange() {
        var changed = changed("/$defs/line/properties/quantity", "minimum", "0");

        assertThat(SchemaChanges.breaking(released(), changed))
                .containsExactly("/lines/*/quantity: minimum was 1 and is 0");
    }

    private static JsonNode changed(String place, String member, String value) {
        var schema = released();
        var object = (ObjectNode) schema.at(place);
        if (value.equals("-")) {
            object.remove(member);
        } else {
            object.set(member, tree(value));
        }
        return schema;
    }

    private static JsonNode released() {
        return tree(RELEASED);
    }

    private static JsonNode tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }
}

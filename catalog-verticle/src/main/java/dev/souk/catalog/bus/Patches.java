package dev.souk.catalog.bus;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.catalog.domain.Change;
import dev.souk.catalog.domain.ProductPatch;
import dev.souk.catalog.domain.StockMode;
import dev.souk.cluster.json.Json;
import dev.souk.contract.Money;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a merge patch (RFC 7396) of a product, in which absent and null differ. */
final class Patches {

    private Patches() {}

    /**
     * @param json as its schema lets it through
     */
    static ProductPatch of(JsonNode json) {
        var price = json.path("price");
        return new ProductPatch(
                change(json, "name", JsonNode::textValue),
                change(json, "description", JsonNode::textValue),
                change(json, "category", JsonNode::textValue),
                change(json, "brand", JsonNode::textValue),
                change(price, "amount", JsonNode::longValue),
                change(price, "currency", Patches::currency),
                change(json, "images", Patches::texts),
                attributes(json.path("attributes")),
                json.path("attributes").isNull(),
                change(json, "maxPerCustomer", JsonNode::intValue),
                change(json.path("stock"), "mode", mode -> StockMode.of(mode.textValue())));
    }

    private static <T> Change<T> change(JsonNode of, String field, Function<JsonNode, T> read) {
        var value = of.path(field);
        if (value.isMissingNode()) {
            return new Change.Keep<>();
        }
        return value.isNull() ? new Change.Clear<>() : new Change.Set<>(read.apply(value));
    }

    private static Map<String, Change<Object>> attributes(JsonNode json) {
        var changes = new HashMap<String, Change<Object>>();
        json.properties()
                .forEach(
                        field ->
                                changes.put(
                                        field.getKey(),
                                        change(
                                                json,
                                                field.getKey(),
                                                value -> Json.convert(value, Object.class))));
        return changes;
    }

    private static List<String> texts(JsonNode json) {
        return List.of(Json.convert(json, String[].class));
    }

    private static String currency(JsonNode json) {
        var code = json.textValue();
        try {
            return Money.zero(code).currency();
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.invalid(
                    "invalid-request",
                    List.of(
                            new Violation(
                                    "/price/currency", "currency", "There is no such currency")));
        }
    }
}

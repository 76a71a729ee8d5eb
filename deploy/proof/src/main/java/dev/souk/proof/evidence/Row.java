package dev.souk.proof.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A JSON document that is read by paths, as in {@code payment/captured/amount}. What is absent is
 * an empty text, or zero.
 */
public record Row(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing at all. */
    public static final Row EMPTY = new Row(JSON.createObjectNode());

    /**
     * The document that a text is.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Row parse(String text) {
        try {
            return new Row(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    /** The document that these values make. */
    public static Row of(Map<String, ?> values) {
        return new Row(JSON.valueToTree(values));
    }

    /** A text; empty where there is none. */
    public String text(String path) {
        var node = node(path);
        return node.isNull() ? "" : node.asText("");
    }

    /** A whole number; 0 where there is none. */
    public long number(String path) {
        return node(path).asLong();
    }

    public boolean isTrue(String path) {
        return node(path).asBoolean();
    }

    /** Whether there is a value that isn't null. */
    public boolean has(String path) {
        return !node(path).isMissingNode() && !node(path).isNull();
    }

    /** What lies below a path. */
    public Row at(String path) {
        return new Row(node(path));
    }

    /** The elements of a list. */
    public Stream<Row> each(String path) {
        return StreamSupport.stream(node(path).spliterator(), false).map(Row::new);
    }

    /** The numbers of an object, by name. */
    public Map<String, Long> numbers(String path) {
        var numbers = new TreeMap<String, Long>();
        node(path)
                .properties()
                .forEach(field -> numbers.put(field.getKey(), field.getValue().asLong()));
        return numbers;
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private JsonNode node(String path) {
        return json.at("/" + path);
    }
}

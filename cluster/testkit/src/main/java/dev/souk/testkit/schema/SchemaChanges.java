package dev.souk.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What in a schema changed so that somebody breaks: a consumer of the older release that gets the
 * newer event, or one of the newer that gets the older.
 *
 * <p>The rule is simple: a schema that was released may gain properties that are not required, and
 * words for people. Anything else is another event, which gets a type of its own. Which of the
 * other changes some reader might survive is not guessed.
 */
public final class SchemaChanges {

    private static final String REF = "$ref";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String ITEMS = "items";
    private static final String LOCAL = "#";

    /** For people, or followed where it is used. */
    private static final Set<String> WITHOUT_MEANING =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "title",
                    "description",
                    "examples",
                    "deprecated");

    /** Compared part by part. */
    private static final Set<String> WITH_PARTS = Set.of(REF, PROPERTIES, REQUIRED, ITEMS);

    /** Compared as sets. */
    private static final Set<String> CHOICES = Set.of("enum", "type");

    private final JsonNode released;
    private final JsonNode current;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> compared = new TreeSet<>();

    private SchemaChanges(JsonNode released, JsonNode current) {
        this.released = released;
        this.current = current;
    }

    /** One sentence for each change that breaks; empty where all can read all. */
    public static List<String> breaking(JsonNode released, JsonNode current) {
        var changes = new SchemaChanges(released, current);
        changes.compare("", released, current);
        return List.copyOf(changes.breaks);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.has(REF)
                && after.has(REF)
                && !compared.add(before.path(REF) + " " + after.path(REF))) {
            return;
        }
        var old = followed(released, before);
        var now = followed(current, after);
        compareRequired(path, old.path(REQUIRED), now.path(REQUIRED));
        compareProperties(path, old.path(PROPERTIES), now.path(PROPERTIES));
        compareItems(path, old.path(ITEMS), now.path(ITEMS));
        compareRest(path, old, now);
    }

    private void compareRequired(String path, JsonNode before, JsonNode after) {
        var old = texts(before);
        var now = texts(after);
        now.stream()
                .filter(name -> !old.contains(name))
                .forEach(name -> breaks.add(path + "/" + name + " has become required"));
        old.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> breaks.add(path + "/" + name + " is no longer required"));
    }

    private void compareProperties(String path, JsonNode before, JsonNode after) {
        for (var property : before.properties()) {
            var place = path + "/" + property.getKey();
            var now = after.path(property.getKey());
            if (now.isMissingNode()) {
                breaks.add(place + " is gone");
            } else {
                compare(place, property.getValue(), now);
            }
        }
    }

    private void compareItems(String path, JsonNode before, JsonNode after) {
        if (before.isMissingNode() != after.isMissingNode()) {
            breaks.add(path + ": items have changed");
        } else if (!before.isMissingNode()) {
            compare(path + "/*", before, after);
        }
    }

    private void compareRest(String path, JsonNode before, JsonNode after) {
        var keywords = new TreeSet<String>();
        before.fieldNames().forEachRemaining(keywords::add);
        after.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WITHOUT_MEANING);
        keywords.removeAll(WITH_PARTS);
        for (var keyword : keywords) {
            var old = before.path(keyword);
            var now = after.path(keyword);
            if (!meaning(keyword, old).equals(meaning(keyword, now))) {
                breaks.add("%s: %s was %s and is %s".formatted(path, keyword, old, now));
            }
        }
    }

    private static Object meaning(String keyword, JsonNode value) {
        if (value.isMissingNode() || !CHOICES.contains(keyword)) {
            return value;
        }
        return value.isArray() ? texts(value) : Set.of(value.asText());
    }

    /** Each of a list of values, as JSON; an absent list has none. */
    private static Set<String> texts(JsonNode list) {
        return list.valueStream()
                .map(value -> value.isTextual() ? value.asText() : value.toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** It would count too, and this check would not see it. */
    private static void refuseBesideReference(String keyword) {
        if (!keyword.equals(REF) && !WITHOUT_MEANING.contains(keyword)) {
            throw new IllegalArgumentException(keyword + " stands beside a reference");
        }
    }

    private static JsonNode followed(JsonNode root, JsonNode schema) {
        var reference = schema.path(REF);
        if (reference.isMissingNode()) {
            return schema;
        }
        schema.fieldNames().forEachRemaining(SchemaChanges::refuseBesideReference);
        var target =
                reference.asText().startsWith(LOCAL)
                        ? root.at(reference.asText().substring(LOCAL.length()))
                        : MissingNode.getInstance();
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("cannot follow " + reference);
        }
        return target;
    }
}

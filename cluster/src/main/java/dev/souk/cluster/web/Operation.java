package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One HTTP operation as its fragment states it: all that the door has to know before it passes a
 * request on.
 *
 * @param id a verb and a noun with dashes, as in {@code place-order}; the endpoint on the bus
 * @param method in upper case; {@code GET} covers {@code HEAD}
 * @param path a template, as in {@code /v1/things/{id}}
 * @param quota the policy that is charged besides the caller's general one
 * @param priority {@code critical}, {@code normal}, {@code sheddable} or {@code background}
 * @param streamed whether it goes by the private HTTP port of a node instead of the bus
 * @param waits whether its answer may be waited for
 * @param requires what a request must carry
 * @param idempotent whether a key replays the first answer
 * @param consumes the media types of its body; empty if it takes none
 * @param produces the media types of its answers
 * @param maxBody the largest body in bytes
 */
public record Operation(
        String id,
        String method,
        String path,
        Access access,
        Optional<String> quota,
        String priority,
        boolean streamed,
        boolean waits,
        Set<Requirement> requires,
        boolean idempotent,
        Set<String> consumes,
        Set<String> produces,
        int maxBody) {

    /** The largest body of an operation that states no other size. */
    public static final int DEFAULT_MAX_BODY = 256 * 1024;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)+");
    private static final Set<String> PRIORITIES =
            Set.of("critical", "normal", "sheddable", "background");

    /** What a request must carry: the fragment's {@code x-requires}. */
    public enum Requirement {
        IF_MATCH,
        IDEMPOTENCY_KEY;

        static Requirement of(String text) {
            return switch (text) {
                case "if-match" -> IF_MATCH;
                case "idempotency-key" -> IDEMPOTENCY_KEY;
                default -> throw new IllegalArgumentException("unknown x-requires: " + text);
            };
        }
    }

    /** Whether a request with a key may be sent to a second node. */
    public boolean honoursKey() {
        return idempotent || requires.contains(Requirement.IDEMPOTENCY_KEY);
    }

    /**
     * Reads an operation of a fragment.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static Operation of(String method, String path, JsonNode node) {
        var id = node.path("operationId").asText();
        check(ID.matcher(id).matches(), "operationId is a verb and a noun with dashes: " + id);
        check(node.has("x-access"), id + " has no x-access");
        var priority = node.path("x-priority").asText("normal");
        check(PRIORITIES.contains(priority), id + " has an unknown x-priority");
        var transport = node.path("x-transport").asText("bus");
        check(Set.of("bus", "stream").contains(transport), id + " has an unknown x-transport");
        return new Operation(
                id,
                method,
                path,
                Access.of(node.get("x-access")),
                Optional.ofNullable(textOf(node.get("x-quota"))),
                priority,
                transport.equals("stream"),
                node.path("x-wait").asBoolean(false),
                requirements(node.path("x-requires")),
                node.path("x-idempotent").asBoolean(false),
                names(node.path("requestBody").path("content")),
                produced(node.path("responses")),
                node.path("x-max-body").asInt(DEFAULT_MAX_BODY));
    }

    private static @Nullable String textOf(@Nullable JsonNode node) {
        return node == null ? null : node.asText();
    }

    private static Set<Requirement> requirements(JsonNode list) {
        var requirements = new LinkedHashSet<Requirement>();
        list.forEach(name -> requirements.add(Requirement.of(name.asText())));
        return Set.copyOf(requirements);
    }

    private static Set<String> produced(JsonNode responses) {
        var types = new LinkedHashSet<String>();
        for (var response : responses.properties()) {
            if (response.getKey().startsWith("2")) {
                types.addAll(names(response.getValue().path("content")));
            }
        }
        return Set.copyOf(types);
    }

    private static Set<String> names(JsonNode object) {
        var names = new LinkedHashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return Set.copyOf(names);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package dev.souk.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.web.Problem;
import dev.souk.contract.Reason;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each problem code means: the pages that the {@code type} of a problem points to. */
final class ProblemPages {

    /**
     * A code's explanation.
     *
     * @param status the HTTP status that it comes with
     */
    record Explanation(String code, int status, String title, String description) {}

    /** Codes of the contract that are narrower than a reason. */
    private static final Map<String, Explanation> NARROW =
            Map.ofEntries(
                    known("malformed-json", 400, "The body is no well-formed JSON."),
                    known("unknown-field", 400, "The body has a field that isn't offered here."),
                    known("invalid-cursor", 400, "The cursor was changed, or is of another list."),
                    known("malformed-request", 400, "The bytes are no well-formed HTTP."),
                    known("uri-too-long", 414, "The request line is too long."),
                    known("headers-too-large", 431, "The header is too large."),
                    known("idempotency-key-required", 428, "Send an Idempotency-Key."),
                    known("idempotency-key-reused", 422, "The key came with another body before."),
                    known(
                            "request-in-progress",
                            409,
                            "The first request with this key still runs."),
                    known("cursor-expired", 410, "The list that the cursor belongs to is gone."),
                    known("too-many-attempts", 429, "Too many attempts failed; wait a while."));

    private static final Map<Reason, String> REASONS =
            Map.ofEntries(
                    Map.entry(Reason.INVALID, "The request breaks its schema; see errors."),
                    Map.entry(Reason.UNAUTHENTICATED, "Send a valid access token."),
                    Map.entry(Reason.FORBIDDEN, "Your roles don't allow this."),
                    Map.entry(Reason.NOT_FOUND, "It isn't there, or isn't yours."),
                    Map.entry(Reason.METHOD_NOT_ALLOWED, "See Allow for what the path offers."),
                    Map.entry(Reason.NOT_ACCEPTABLE, "No form of the answer suits Accept."),
                    Map.entry(Reason.REQUEST_TIMEOUT, "The request took too long to arrive."),
                    Map.entry(Reason.CONFLICT, "The state of the resource forbids it."),
                    Map.entry(Reason.GONE, "It was there, and is no more."),
                    Map.entry(Reason.STALE, "The resource has another version by now."),
                    Map.entry(Reason.TOO_LARGE, "The body is larger than the operation takes."),
                    Map.entry(Reason.UNSUPPORTED_MEDIA_TYPE, "The body is of another type."),
                    Map.entry(Reason.REFUSED, "Well-formed, and refused by a rule."),
                    Map.entry(Reason.PRECONDITION_REQUIRED, "Send If-Match with the ETag you saw."),
                    Map.entry(Reason.QUOTA, "Your quota is used up; see Retry-After."),
                    Map.entry(Reason.UNAVAILABLE, "Something needed is away; come again soon."),
                    Map.entry(Reason.OVERLOADED, "Too much is under way; come again soon."),
                    Map.entry(Reason.DRAINING, "A node is leaving; come again at once."),
                    Map.entry(Reason.DEADLINE_EXCEEDED, "The outcome wasn't known in time."),
                    Map.entry(Reason.INTERNAL, "A defect of ours. It was noted."));

    private final Map<String, Explanation> explanations;

    private ProblemPages(Map<String, Explanation> explanations) {
        this.explanations = explanations;
    }

    /** The pages for the common codes and those that services state in {@code x-problems}. */
    static ProblemPages of(Iterable<JsonNode> stated) {
        var all = new TreeMap<String, Explanation>();
        for (var problems : stated) {
            problems.properties().forEach(one -> all.put(one.getKey(), explanation(one)));
        }
        REASONS.forEach((reason, text) -> put(all, known(reason.code(), reason.status(), text)));
        NARROW.entrySet().forEach(entry -> put(all, entry));
        return new ProblemPages(all);
    }

    Optional<Explanation> find(String code) {
        return Optional.ofNullable(explanations.get(code));
    }

    Iterable<Explanation> all() {
        return explanations.values();
    }

    /** A page for people. */
    static String html(Explanation one) {
        return page(
                one.title(),
                "<h1>%s</h1><p><code>%s</code>, HTTP %d</p><p>%s</p>"
                        .formatted(
                                escaped(one.title()),
                                escaped(one.code()),
                                one.status(),
                                escaped(one.description())));
    }

    /** A page that lists all codes. */
    String index() {
        var list =
                explanations.values().stream()
                        .map(
                                one ->
                                        "<li><a href=\"/problems/%s\"><code>%s</code></a> %s</li>"
                                                .formatted(
                                                        escaped(one.code()),
                                                        escaped(one.code()),
                                                        escaped(one.description())))
                        .collect(Collectors.joining());
        return page("Problems", "<h1>Problems</h1><ul>" + list + "</ul>");
    }

    private static Explanation explanation(Map.Entry<String, JsonNode> stated) {
        var node = stated.getValue();
        return new Explanation(
                stated.getKey(),
                node.path("status").asInt(Reason.REFUSED.status()),
                node.path("title").asText(Problem.title(stated.getKey())),
                node.path("description").asText(""));
    }

    private static void put(
            Map<String, Explanation> all, Map.Entry<String, Explanation> explanation) {
        all.put(explanation.getKey(), explanation.getValue());
    }

    private static Map.Entry<String, Explanation> known(String code, int status, String text) {
        return Map.entry(code, new Explanation(code, status, Problem.title(code), text));
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><body>%s</body></html>"
                .formatted(escaped(title), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

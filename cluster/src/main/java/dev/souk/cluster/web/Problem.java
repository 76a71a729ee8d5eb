package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A failure as a problem document (RFC 9457), the only place where one becomes the other. */
public final class Problem {

    /** The media type of every problem. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /**
     * Where a problem happened.
     *
     * @param base scheme and authority of the door that serves the problem pages; may be empty
     * @param path the path of the request
     * @param traceId the trace to look for in the logs; may be empty
     */
    public record Origin(String base, String path, String traceId) {}

    private Problem() {}

    /** The status, headers and document of a failure. */
    public static Answer of(ServiceFailure failure, Origin origin) {
        return new Answer(failure.reason().status(), headers(failure), body(failure, origin));
    }

    /** A title from a code: {@code stale-version} is {@code Stale version}. */
    public static String title(String code) {
        var words = code.replace('-', ' ');
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Map<String, String> headers(ServiceFailure failure) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", CONTENT_TYPE);
        headers.put("cache-control", "no-store");
        failure.retryAfter().ifPresent(wait -> headers.put("retry-after", seconds(wait)));
        if (failure.reason() == Reason.UNAUTHENTICATED) {
            headers.put("www-authenticate", "Bearer realm=\"souk\"");
        }
        return headers;
    }

    /** Whole seconds, at least 1: too late is better than too early. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static Buffer body(ServiceFailure failure, Origin origin) {
        var problem = Json.mapper().createObjectNode();
        problem.put("type", origin.base() + "/problems/" + failure.code());
        problem.put("title", title(failure.code()));
        problem.put("status", failure.reason().status());
        problem.put("detail", failure.detail());
        problem.put("instance", origin.path());
        problem.put("code", failure.code());
        if (!origin.traceId().isEmpty()) {
            problem.put("traceId", origin.traceId());
        }
        failure.extensions().forEach((name, value) -> extend(problem, name, value));
        if (!failure.violations().isEmpty()) {
            problem.set("errors", Json.mapper().valueToTree(failure.violations()));
        }
        return Json.encode(problem);
    }

    private static void extend(ObjectNode problem, String name, Object value) {
        if (!problem.has(name)) {
            problem.set(name, Json.mapper().valueToTree(value));
        }
    }
}

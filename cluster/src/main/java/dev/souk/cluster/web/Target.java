package dev.souk.cluster.web;

import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is sent to.
 *
 * @param base scheme and authority of the door, as in {@code http://localhost:8080}; empty where
 *     unknown
 * @param path the path as it was sent
 * @param query the decoded parameters, in order
 */
public record Target(String base, String path, Map<String, List<String>> query) {

    /**
     * Reads a query string.
     *
     * @throws ServiceFailure {@code INVALID} where its percent-encoding is broken
     */
    public static Target of(String base, String path, @Nullable String query) {
        return new Target(base, path, query == null ? Map.of() : parameters(query));
    }

    /** The first value of a parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Map<String, List<String>> parameters(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.invalid(
                    "invalid-request",
                    List.of(new Violation("", "query", "The query is not percent-encoded")));
        }
    }
}

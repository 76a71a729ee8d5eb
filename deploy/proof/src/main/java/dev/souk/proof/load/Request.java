package dev.souk.proof.load;

import dev.souk.proof.evidence.Row;

import java.util.HashMap;
import java.util.Map;

/**
 * A request before a door is chosen for it.
 *
 * @param path with its query; a whole URL where it goes past the doors
 * @param body JSON, or a form; empty for none
 */
public record Request(
        String method, String path, String token, String body, Map<String, String> headers) {

    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(String path, String token) {
        return new Request("GET", path, token, "", Map.of());
    }

    public static Request post(String path, String token, Map<String, ?> body) {
        return new Request("POST", path, token, Row.of(body).toString(), Map.of());
    }

    public static Request of(String method, String path, String token, Map<String, ?> body) {
        return new Request(method, path, token, Row.of(body).toString(), Map.of());
    }

    static Request delete(String path, String token) {
        return new Request("DELETE", path, token, "", Map.of());
    }

    /** The same with a header. */
    public Request with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, token, body, more);
    }

    /** The same under an idempotency key. */
    Request keyed(String key) {
        return with("Idempotency-Key", key);
    }
}

package dev.souk.cluster.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.util.Map;
import java.util.Optional;

/**
 * A request as it came, before anything was checked but its route.
 *
 * @param target what it was sent to
 * @param path the decoded values of the path's parameters
 * @param headers by case-insensitive name
 * @param body the bytes, as they came
 */
public record Incoming(Target target, Map<String, String> path, MultiMap headers, Buffer body) {

    /** A header's value, blanks around it taken off; empty for none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }
}

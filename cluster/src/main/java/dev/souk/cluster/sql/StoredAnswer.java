package dev.souk.cluster.sql;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/**
 * An answer as it was first given, byte for byte, so that a repeat of the request can be given the
 * same.
 *
 * @param status the HTTP status
 * @param headers the headers that belong to the answer, as in {@code location}
 * @param body the bytes as they were written
 */
public record StoredAnswer(int status, Map<String, String> headers, Buffer body) {

    public StoredAnswer {
        headers = Map.copyOf(headers);
    }

    /** Whether a repeat must be given this answer: all of 2xx, and 422. */
    public boolean isKept() {
        return status / 100 == 2 || status == 422;
    }
}

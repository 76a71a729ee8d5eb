package dev.souk.cluster.web;

import dev.souk.cluster.json.Json;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operation answers when it succeeds: a status, headers and a body already encoded. What it
 * refuses is a {@link dev.souk.contract.ServiceFailure} instead.
 *
 * @param status an HTTP status
 * @param headers by lower-case name
 * @param body the bytes; empty for none
 * @param awaited what to ask {@code onAwait} for; null if there is nothing to wait for
 */
public record Answer(
        int status, Map<String, String> headers, Buffer body, @Nullable String awaited) {

    private static final Buffer NOTHING = Buffer.buffer(0);
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    public Answer(int status, Map<String, String> headers, Buffer body) {
        this(status, headers, body, null);
    }

    /** 200 with a body. */
    public static Answer ok(Object body) {
        return json(200, body);
    }

    /**
     * 201: something was made.
     *
     * @param location the path of the new resource, as in {@code /v1/things/7}
     */
    public static Answer created(String location, Object body) {
        return json(201, body).header("location", location);
    }

    /**
     * 202: work goes on after the answer.
     *
     * @param location the path where to look for its end
     */
    public static Answer accepted(String location, Object body) {
        return json(202, body).header("location", location);
    }

    /** 202 with nothing to look at. */
    public static Answer accepted() {
        return new Answer(202, Map.of(), NOTHING);
    }

    /** 204. */
    public static Answer noContent() {
        return new Answer(204, Map.of(), NOTHING);
    }

    /** Any status with a body that is encoded as JSON. */
    public static Answer json(int status, Object body) {
        return new Answer(status, JSON, Json.encode(body));
    }

    /** 200 with a body of another type than JSON. */
    public static Answer bytes(String contentType, Buffer body) {
        return new Answer(200, Map.of("content-type", contentType), body);
    }

    /** 200 with a page as it is; the {@code Link} header names the next one. */
    public static Answer page(Call call, Page<?> page) {
        return PageWriter.write(call, page, Map.of());
    }

    /**
     * As {@link #page(Call, Page)}, with more members beside the items.
     *
     * @param beside what else the page shows, by name
     */
    public static Answer page(Call call, Page<?> page, Map<String, ?> beside) {
        return PageWriter.write(call, page, beside);
    }

    /**
     * 200 with the page that the rows fill: at most {@link Call#limit()} of them, and only as many
     * as keep the body under 192 KiB.
     *
     * @param rows the rows found, one more than the limit if there are more
     * @param cursorAfter the cursor of the page that begins after a row
     */
    public static <T> Answer page(Call call, List<T> rows, Function<T, String> cursorAfter) {
        return page(call, rows, cursorAfter, Map.of());
    }

    /**
     * As {@link #page(Call, List, Function)}, with more members beside the items.
     *
     * @param beside what else the page shows, by name
     */
    public static <T> Answer page(
            Call call, List<T> rows, Function<T, String> cursorAfter, Map<String, ?> beside) {
        return PageWriter.write(call, rows, cursorAfter, beside);
    }

    /** With the entity tag of a version, as in {@code "7"}. */
    public Answer etag(long version) {
        return header("etag", "\"" + version + "\"");
    }

    /**
     * With the entity tag of a version and of what the version doesn't cover.
     *
     * @param digest letters, digits and dashes
     */
    public Answer etag(long version, String digest) {
        return header("etag", "\"" + version + "." + digest + "\"");
    }

    /** With an entity tag made from the body's bytes, for what has no version. */
    public Answer etagOfBody() {
        return header("etag", "\"" + Digests.shortHash(body) + "\"");
    }

    /**
     * As one that the gateway may keep and any client must ask for again ({@code Cache-Control:
     * no-cache}).
     *
     * @param surrogateKeys what empties it from the gateway's cache, as in {@code product:7}; never
     *     shown to clients
     */
    public Answer cached(String... surrogateKeys) {
        return header("cache-control", "no-cache")
                .header("surrogate-key", String.join(" ", surrogateKeys));
    }

    /** With one more header; an earlier one of that name goes. */
    public Answer header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Answer(status, more, body, awaited);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** As one that may be waited for: it is durable, and more will come under this token. */
    public Answer waitFor(String token) {
        return new Answer(status, headers, body, token);
    }
}

package dev.souk.cluster.web;

import dev.souk.cluster.json.Json;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes pages item by item, so that a page can end before its body grows too large. */
final class PageWriter {

    private static final int MAX_BODY = 192 * 1024;
    private static final int TAIL = 2_200;
    private static final byte[] HEAD = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);

    private PageWriter() {}

    static Answer write(Call call, Page<?> page, Map<String, ?> beside) {
        var body = Buffer.buffer().appendBytes(HEAD);
        for (var i = 0; i < page.items().size(); i++) {
            append(body, i, Json.bytes(page.items().get(i)));
        }
        return finish(call, body, page.nextCursor(), beside);
    }

    static <T> Answer write(
            Call call, List<T> rows, Function<T, String> cursorAfter, Map<String, ?> beside) {
        var body = Buffer.buffer().appendBytes(HEAD);
        var end = Math.min(rows.size(), call.limit());
        var taken = 0;
        while (taken < end) {
            var item = Json.bytes(rows.get(taken));
            if (taken > 0 && body.length() + item.length + TAIL > MAX_BODY) {
                break;
            }
            append(body, taken, item);
            taken++;
        }
        var more = taken < rows.size() && taken > 0;
        return finish(call, body, more ? cursorAfter.apply(rows.get(taken - 1)) : null, beside);
    }

    private static void append(Buffer body, int index, byte[] item) {
        if (index > 0) {
            body.appendByte((byte) ',');
        }
        body.appendBytes(item);
    }

    private static Answer finish(
            Call call, Buffer body, @Nullable String nextCursor, Map<String, ?> beside) {
        body.appendByte((byte) ']');
        beside.forEach(
                (name, value) ->
                        body.appendByte((byte) ',')
                                .appendBytes(Json.bytes(name))
                                .appendByte((byte) ':')
                                .appendBytes(Json.bytes(value)));
        body.appendString(",\"nextCursor\":");
        if (nextCursor == null) {
            body.appendString("null}");
            return new Answer(200, Map.of("content-type", "application/json"), body);
        }
        body.appendBytes(Json.bytes(nextCursor)).appendString("}");
        return new Answer(200, Map.of("content-type", "application/json"), body)
                .header("link", "<" + next(call, nextCursor) + ">; rel=\"next\"");
    }

    private static String next(Call call, String cursor) {
        var target = new StringBuilder(call.target().path()).append('?');
        call.target()
                .query()
                .forEach(
                        (name, values) -> {
                            if (!name.equals("cursor")) {
                                values.forEach(value -> parameter(target, name, value).append('&'));
                            }
                        });
        return parameter(target, "cursor", cursor).toString();
    }

    private static StringBuilder parameter(StringBuilder target, String name, String value) {
        return target.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}

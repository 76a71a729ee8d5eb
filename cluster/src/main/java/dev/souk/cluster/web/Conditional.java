package dev.souk.cluster.web;

import io.vertx.core.buffer.Buffer;

/** Answers {@code If-None-Match} (RFC 9110, section 13.1.2) on reads whose answer has a tag. */
final class Conditional {

    private Conditional() {}

    static Answer apply(Call call, Answer answer) {
        if (!call.operation().method().equals("GET") || answer.status() != 200) {
            return answer;
        }
        var etag = answer.header("etag");
        var asked = call.header("if-none-match");
        var same =
                etag.isPresent()
                        && asked.isPresent()
                        && EntityTags.anyMatches(asked.get(), etag.get());
        return same ? notModified(answer) : answer;
    }

    private static Answer notModified(Answer answer) {
        var headers = new java.util.LinkedHashMap<>(answer.headers());
        headers.remove("content-type");
        return new Answer(304, headers, Buffer.buffer(0));
    }
}

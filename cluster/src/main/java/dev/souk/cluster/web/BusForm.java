package dev.souk.cluster.web;

import dev.souk.cluster.bus.RawReply;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.util.HashMap;
import java.util.Map;

/**
 * HTTP requests and answers as they travel over the bus: each HTTP header as {@code h-<name>}, each
 * parameter of the path as {@code p-<name>}, and {@code path}, {@code query}, {@code base}.
 */
public final class BusForm {

    /** The header of a reply that says what to wait for. */
    public static final String WAIT_FOR = "wait-for";

    private static final String HTTP = "h-";
    private static final String PARAMETER = "p-";

    private BusForm() {}

    /** The bus headers of a request. */
    public static MultiMap headers(
            Target target, String query, Map<String, String> path, MultiMap http) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        headers.set("base", target.base()).set("path", target.path()).set("query", query);
        path.forEach((name, value) -> headers.set(PARAMETER + name, value));
        http.forEach((name, value) -> headers.add(HTTP + name, value));
        return headers;
    }

    /** The same bus headers, for a caller who waits no longer ({@code Prefer: wait=0}). */
    public static MultiMap withoutWait(MultiMap headers) {
        return MultiMap.caseInsensitiveMultiMap().addAll(headers).set(HTTP + "prefer", "wait=0");
    }

    static Incoming incoming(MultiMap bus, Buffer body) {
        var http = MultiMap.caseInsensitiveMultiMap();
        var path = new HashMap<String, String>();
        bus.forEach(
                (name, value) -> {
                    if (name.startsWith(HTTP)) {
                        http.add(name.substring(HTTP.length()), value);
                    } else if (name.startsWith(PARAMETER)) {
                        path.put(name.substring(PARAMETER.length()), value);
                    }
                });
        var target = Target.of(text(bus, "base"), text(bus, "path"), bus.get("query"));
        return new Incoming(target, path, http, body);
    }

    static RawReply reply(Answer answer) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        answer.headers().forEach((name, value) -> headers.set(HTTP + name, value));
        var awaited = answer.awaited();
        if (awaited != null) {
            headers.set(WAIT_FOR, awaited);
        }
        return RawReply.of(answer.status(), headers, answer.body());
    }

    private static String text(MultiMap headers, String name) {
        var value = headers.get(name);
        return value == null ? "" : value;
    }
}

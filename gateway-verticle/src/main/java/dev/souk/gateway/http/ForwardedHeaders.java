package dev.souk.gateway.http;

import dev.souk.cluster.web.StreamForm;
import dev.souk.gateway.token.Authentication;

import io.vertx.core.MultiMap;

import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass the door, each way: none that speaks of this connection (RFC 9110, section
 * 7.6.1), none that the door answers itself, and no access token.
 */
final class ForwardedHeaders {

    private static final Set<String> STAY =
            Set.of(
                    "connection",
                    "content-length",
                    "cookie",
                    "expect",
                    "host",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "traceparent",
                    "tracestate",
                    "transfer-encoding",
                    "upgrade",
                    "x-request-id");
    private static final Set<String> NEVER_SHOWN =
            Set.of(
                    "connection",
                    "content-length",
                    "keep-alive",
                    "server",
                    "surrogate-key",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "x-request-id");
    private static final String HTTP = "h-";

    private ForwardedHeaders() {}

    /** What a service gets to see of a request's headers. */
    static MultiMap request(MultiMap headers) {
        var forwarded = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(
                (name, value) -> {
                    var lower = name.toLowerCase(Locale.ROOT);
                    if (mayPass(lower, value)) {
                        forwarded.add(lower, value);
                    }
                });
        return forwarded;
    }

    /** What a client gets to see of a bus reply's headers. */
    static MultiMap reply(MultiMap bus) {
        var shown = MultiMap.caseInsensitiveMultiMap();
        bus.forEach(
                (name, value) -> {
                    if (name.startsWith(HTTP)) {
                        show(shown, name.substring(HTTP.length()), value);
                    }
                });
        return shown;
    }

    /** What a client gets to see of the headers of a node's HTTP answer. */
    static MultiMap answer(MultiMap headers) {
        var shown = MultiMap.caseInsensitiveMultiMap();
        headers.forEach((name, value) -> show(shown, name.toLowerCase(Locale.ROOT), value));
        return shown;
    }

    private static void show(MultiMap shown, String name, String value) {
        if (!NEVER_SHOWN.contains(name)) {
            shown.add(name, value);
        }
    }

    private static boolean mayPass(String name, String value) {
        if (name.equals("authorization")) {
            return !Authentication.isBearer(value);
        }
        return !STAY.contains(name) && !name.startsWith(StreamForm.PREFIX);
    }
}

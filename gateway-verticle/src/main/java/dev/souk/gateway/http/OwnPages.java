package dev.souk.gateway.http;

import java.util.List;

/** The paths that the door answers itself, whatever services there are. */
final class OwnPages {

    private static final List<String> EXACT = List.of("/", "/docs", "/openapi.json", "/problems");
    private static final List<String> BELOW = List.of("/docs/", "/health/", "/problems/");
    private static final String PAGE_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'";

    private OwnPages() {}

    static boolean has(String path) {
        return EXACT.contains(path) || BELOW.stream().anyMatch(path::startsWith);
    }

    /** What a page needs that no API answer does. */
    static void prepare(Exchange exchange) {
        exchange.response().putHeader("content-security-policy", PAGE_POLICY);
        exchange.leave();
    }
}

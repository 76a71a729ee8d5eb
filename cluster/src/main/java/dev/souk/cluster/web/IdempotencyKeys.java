package dev.souk.cluster.web;

import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code Idempotency-Key}: 1 to 255 visible ASCII characters, with or without quotes. */
final class IdempotencyKeys {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private IdempotencyKeys() {}

    static String parse(String header) {
        var key = unquoted(header);
        if (!KEY.matcher(key).matches()) {
            throw ServiceFailure.invalid(
                    "invalid-request",
                    List.of(
                            new Violation(
                                    "Idempotency-Key",
                                    "pattern",
                                    "A key is 1 to 255 visible ASCII characters")));
        }
        return key;
    }

    private static String unquoted(String header) {
        var quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }
}

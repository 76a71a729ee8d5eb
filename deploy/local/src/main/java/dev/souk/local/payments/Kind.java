package dev.souk.local.payments;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What the provider can be asked to do. */
enum Kind {
    AUTHORIZATION,
    CAPTURE,
    VOID,
    REFUND;

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

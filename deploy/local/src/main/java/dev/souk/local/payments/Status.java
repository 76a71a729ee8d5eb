package dev.souk.local.payments;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What became of an operation. */
enum Status {
    /** Booked, and not done yet. */
    IN_PROGRESS,
    AUTHORIZED,
    /** The shopper has to approve or refuse at a page. */
    ACTION_REQUIRED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED,
    /** It can't be done, and nothing changed. */
    REFUSED;

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

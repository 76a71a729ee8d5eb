package dev.souk.local.payments;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** The cards of the sandbox, by what they do. */
enum Token {
    VISA("tok_visa", "4242", null),
    DECLINED("tok_declined", null, "card-declined"),
    INSUFFICIENT_FUNDS("tok_insufficient_funds", null, "insufficient-funds"),
    /** Is authorized after 5 s. */
    SLOW("tok_slow", "0005", null),
    /** Takes the money, and never says so. */
    TIMEOUT("tok_timeout", "0408", null),
    /** Fails twice with 500 for each key, before anything is booked. */
    FLAKY("tok_flaky", "0500", null),
    /** The shopper has to act. */
    CHALLENGE("tok_challenge", "3220", null),
    UNKNOWN("", null, "unknown-token");

    private final String text;
    private final @Nullable String last4;
    private final @Nullable String refusal;

    Token(String text, @Nullable String last4, @Nullable String refusal) {
        this.text = text;
        this.last4 = last4;
        this.refusal = refusal;
    }

    static Token of(String text) {
        return Arrays.stream(values())
                .filter(token -> token.text.equals(text))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The digits that a receipt may show; null where no card is. */
    @Nullable String last4() {
        return last4;
    }

    /** Why it is declined; null where it isn't. */
    @Nullable String refusal() {
        return refusal;
    }
}

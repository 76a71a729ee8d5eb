package dev.souk.order.payment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.jspecify.annotations.Nullable;

/**
 * Why Stripe did not do what was asked.
 *
 * @param type as in {@code card_error}
 * @param code as in {@code card_declined}; null where the type says it all
 * @param param which parameter is wrong
 * @param paymentIntent the intent that there is nevertheless
 */
@JsonNaming(SnakeCaseStrategy.class)
record StripeError(
        String type,
        @Nullable String code,
        @Nullable String declineCode,
        @Nullable String param,
        @Nullable Intent paymentIntent) {

    record Intent(String id) {}

    record Envelope(StripeError error) {}

    boolean is(String expected) {
        return expected.equals(code);
    }

    /** Whether the key was used before, with other parameters. */
    boolean isKeyReused() {
        return type.equals("idempotency_error");
    }

    /** Whether this card, or this amount, can't be charged, so that asking again won't help. */
    boolean isAboutThePayment() {
        return type.equals("card_error")
                || is("amount_too_small")
                || is("amount_too_large")
                || (param != null && param.startsWith("payment_method"));
    }

    String reason() {
        return new StripeDecline(code, declineCode).reason();
    }
}

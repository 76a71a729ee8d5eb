package dev.souk.order.payment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

/**
 * What Stripe tells of a PaymentIntent, with its payment method expanded.
 *
 * @param amountReceived what was captured
 */
@JsonNaming(SnakeCaseStrategy.class)
record StripeIntent(
        String id,
        String status,
        String currency,
        long amountReceived,
        @Nullable NextAction nextAction,
        @Nullable StripeDecline lastPaymentError,
        @Nullable PaymentMethod paymentMethod) {

    @JsonNaming(SnakeCaseStrategy.class)
    record NextAction(@Nullable Redirect redirectToUrl) {}

    record Redirect(String url) {}

    record PaymentMethod(@Nullable Card card) {}

    record Card(@Nullable String last4) {}

    Money received() {
        return StripeAmount.of(amountReceived, currency);
    }

    /** Where the shopper has to act; null where no page is known. */
    @Nullable String actionUrl() {
        return nextAction == null || nextAction.redirectToUrl() == null
                ? null
                : nextAction.redirectToUrl().url();
    }

    @Nullable String last4() {
        return paymentMethod == null || paymentMethod.card() == null
                ? null
                : paymentMethod.card().last4();
    }
}

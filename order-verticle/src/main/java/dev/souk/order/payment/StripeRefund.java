package dev.souk.order.payment;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What Stripe tells of a refund. */
record StripeRefund(
        String id,
        String status,
        long amount,
        String currency,
        @Nullable Map<String, String> metadata) {

    /** A page of refunds. */
    record Page(List<StripeRefund> data) {}

    Money money() {
        return StripeAmount.of(amount, currency);
    }

    /** Whether the money is, or stays, with the shop. */
    boolean isOff() {
        return status.equals("failed") || status.equals("canceled");
    }

    boolean hasKey(String key) {
        return metadata != null && key.equals(metadata.get(StripeApi.KEY));
    }
}

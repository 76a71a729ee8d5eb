package dev.souk.order.app;

import org.jspecify.annotations.Nullable;

/**
 * What belongs to an order and may name a person, so that it can be erased without touching a fact.
 *
 * @param paymentToken what the shopper's device got from the provider
 * @param last4 the card's last digits; null until the provider has told them
 * @param reason why the order was called off, in somebody's own words; null where nobody said
 */
public record OrderDetails(
        ShippingAddress address,
        String paymentToken,
        @Nullable String last4,
        @Nullable String reason) {

    @Override
    public String toString() {
        return "OrderDetails[***]";
    }
}

package dev.souk.order.app;

import org.jspecify.annotations.Nullable;

/**
 * Where an order goes. Personal data: it lies beside the order's facts, never in them.
 *
 * @param country an ISO 3166 code of two letters
 */
public record ShippingAddress(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        String postalCode,
        String country) {

    /** Names nobody, so that an address never reaches a log. */
    @Override
    public String toString() {
        return "ShippingAddress[***]";
    }
}

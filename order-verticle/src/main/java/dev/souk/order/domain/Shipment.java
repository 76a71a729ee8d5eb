package dev.souk.order.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An order on its way.
 *
 * @param deliveredAt null until it has arrived
 */
public record Shipment(
        String carrier, String trackingNumber, Instant shippedAt, @Nullable Instant deliveredAt) {

    Shipment delivered(Instant time) {
        return new Shipment(carrier, trackingNumber, shippedAt, time);
    }
}

package dev.souk.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * An order as it was just after the fact that carries it. It names nobody: addresses and reasons
 * stay with the order service.
 *
 * @param number what people call the order
 * @param status as the order's resource shows it
 * @param lines provisional until the order is reserved
 * @param cancellation why the order is off; absent unless it is
 * @param version the order's version, as its resource shows it
 * @param shipment how it is on its way; absent until it is
 */
public record OrderSnapshot(
        UUID orderId,
        String number,
        UUID customerId,
        String status,
        List<Line> lines,
        Money total,
        @Nullable Cancellation cancellation,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shipment shipment) {

    public OrderSnapshot {
        lines = List.copyOf(lines);
    }

    /**
     * So many of one product.
     *
     * @param lineTotal the unit price times the quantity
     */
    public record Line(
            UUID productId,
            String sku,
            String name,
            int quantity,
            Money unitPrice,
            Money lineTotal) {}

    /** How an order is on its way. */
    public record Shipment(String carrier, String trackingNumber) {}

    /**
     * Why an order is off.
     *
     * @param code a stable word, as in {@code payment-declined}
     */
    public record Cancellation(String code) {}
}

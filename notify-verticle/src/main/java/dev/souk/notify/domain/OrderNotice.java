package dev.souk.notify.domain;

import dev.souk.contract.Money;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that a customer is told about an order. It names nobody.
 *
 * @param number what people call the order
 * @param cancellation why the order is off, a stable word as in {@code payment-declined}; empty
 *     unless it is
 */
public record OrderNotice(
        Kind kind,
        UUID orderId,
        String number,
        List<Line> lines,
        Money total,
        String cancellation) {

    /** What there is to tell. */
    public enum Kind {
        ORDER_CONFIRMED,
        ORDER_CANCELLED;

        /** The kind's name in answers, as in {@code order-confirmed}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * So many of one product.
     *
     * @param lineTotal the unit price times the quantity
     */
    public record Line(String name, int quantity, Money lineTotal) {}

    public OrderNotice {
        lines = List.copyOf(lines);
    }

    /** What a list of messages shows first. */
    public String title() {
        return switch (kind) {
            case ORDER_CONFIRMED -> "Order " + number + " is confirmed";
            case ORDER_CANCELLED -> "Order " + number + " is cancelled";
        };
    }

    /** What happened and what follows from it, in a sentence or two. */
    public String sentence() {
        return switch (kind) {
            case ORDER_CONFIRMED ->
                    "Thank you! Your order " + number + " is paid and will be shipped soon.";
            case ORDER_CANCELLED ->
                    "Your order " + number + " is cancelled" + reason() + " " + consequence();
        };
    }

    private String reason() {
        return switch (cancellation) {
            case "insufficient-stock" -> ": there were not enough pieces left.";
            case "payment-declined" -> ": the payment was declined.";
            case "price-changed" -> ": a price changed in the meantime.";
            case "unknown-product" -> ": a product is no longer offered.";
            case "reservation-expired" -> ": it was not paid for in time.";
            case "by-customer" -> ", as you asked.";
            case "by-staff" -> " by our staff.";
            default -> ".";
        };
    }

    private String consequence() {
        return switch (cancellation) {
            case "by-customer", "by-staff" -> "What you paid for it is on its way back to you.";
            default -> "You have not been charged.";
        };
    }
}

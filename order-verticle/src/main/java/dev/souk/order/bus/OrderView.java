package dev.souk.order.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.contract.Money;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Payment;
import dev.souk.order.domain.Refund;
import dev.souk.order.domain.Shipment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as clients see it.
 *
 * @param shippingAddress absent in lists
 */
record OrderView(
        UUID id,
        String number,
        UUID customerId,
        String status,
        List<Item> items,
        Money subtotal,
        List<Adjustment> adjustments,
        Money total,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Address shippingAddress,
        PaymentView payment,
        @Nullable CancellationView cancellation,
        @Nullable ShipmentView shipment,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    record Item(
            UUID productId,
            String sku,
            String name,
            int quantity,
            Money unitPrice,
            Money lineTotal,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean provisional) {}

    /** The place of discounts and charges; nothing makes one yet. */
    record Adjustment(String code, Money amount) {}

    record Address(
            String name,
            String line1,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String line2,
            String city,
            String postalCode,
            String country) {}

    record PaymentView(
            String status,
            String method,
            @Nullable String last4,
            Money captured,
            Money refunded,
            List<RefundView> refunds,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Action action) {}

    /** Money that goes back, or went; what was said of it is the refund's own resource. */
    record RefundView(UUID id, Money amount, String status, Instant createdAt) {}

    record ShipmentView(
            String carrier,
            String trackingNumber,
            Instant shippedAt,
            @Nullable Instant deliveredAt) {}

    /** Where the shopper has to go. */
    record Action(String url) {}

    record CancellationView(String code, String detail) {}

    static OrderView of(StoredOrder stored) {
        var details = stored.details();
        return of(stored.order(), details, address(details.address()));
    }

    /** Without the address, and without anybody's own words. */
    static OrderView listed(Order order) {
        return of(order, null, null);
    }

    private static OrderView of(
            Order order, @Nullable OrderDetails details, @Nullable Address address) {
        var provisional = order.status() == OrderStatus.PENDING ? Boolean.TRUE : null;
        return new OrderView(
                order.id(),
                order.number(),
                order.customerId(),
                order.status().code(),
                order.lines().stream().map(line -> item(line, provisional)).toList(),
                order.total(),
                List.of(),
                order.total(),
                address,
                payment(order.payment(), details == null ? null : details.last4()),
                cancellation(order, details == null ? null : details.reason()),
                shipment(order.shipment()),
                order.version(),
                order.createdAt(),
                order.updatedAt());
    }

    private static Item item(OrderLine line, @Nullable Boolean provisional) {
        return new Item(
                line.productId(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal(),
                provisional);
    }

    /** The digits belong to the authorization: an order shown as it was before has none. */
    private static PaymentView payment(Payment payment, @Nullable String last4) {
        var url = payment.actionUrl();
        return new PaymentView(
                payment.status().code(),
                payment.method(),
                payment.reference() == null ? null : last4,
                payment.captured(),
                payment.refunded(),
                payment.refunds().stream().map(OrderView::refund).toList(),
                url == null ? null : new Action(url));
    }

    private static RefundView refund(Refund refund) {
        return new RefundView(
                refund.id(), refund.amount(), refund.status().code(), refund.requestedAt());
    }

    private static @Nullable ShipmentView shipment(@Nullable Shipment shipment) {
        return shipment == null
                ? null
                : new ShipmentView(
                        shipment.carrier(),
                        shipment.trackingNumber(),
                        shipment.shippedAt(),
                        shipment.deliveredAt());
    }

    private static @Nullable CancellationView cancellation(Order order, @Nullable String reason) {
        var cancellation = order.cancellation();
        if (cancellation == null) {
            return null;
        }
        var code = cancellation.code();
        return new CancellationView(code.code(), reason == null ? code.sentence() : reason);
    }

    private static Address address(ShippingAddress address) {
        return new Address(
                address.name(),
                address.line1(),
                address.line2(),
                address.city(),
                address.postalCode(),
                address.country());
    }
}

package dev.souk.order.stream;

import dev.souk.contract.Event;
import dev.souk.contract.Ids;
import dev.souk.order.api.OrderApi;
import dev.souk.order.api.OrderSnapshot;
import dev.souk.order.api.PaymentSnapshot;
import dev.souk.order.app.Announcements;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Fact;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderCancelled;
import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.OrderEvent.OrderDelivered;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderEvent.OrderShipped;
import dev.souk.order.domain.OrderEvent.PaymentActionRequired;
import dev.souk.order.domain.OrderEvent.PaymentAuthorized;
import dev.souk.order.domain.OrderEvent.PaymentCaptured;
import dev.souk.order.domain.OrderEvent.PaymentDeclined;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;
import dev.souk.order.domain.OrderEvent.PaymentRequested;
import dev.souk.order.domain.OrderEvent.PaymentUncertain;
import dev.souk.order.domain.OrderEvent.PaymentVoided;
import dev.souk.order.domain.OrderEvent.RefundRefused;
import dev.souk.order.domain.OrderEvent.RefundRequested;
import dev.souk.order.domain.OrderEvent.StockReserved;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.OrderStatus;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The only place where an order's own events meet those that others are told. Facts about the order
 * go to one topic and facts about its money to another; in each, the order's facts are counted from
 * 1 and without gap.
 */
public final class OrderAnnouncements implements Announcements {

    private static final int SCHEMA = 1;

    private final Ids ids;

    /** A fact as the others call it. */
    private sealed interface Told {
        record OfOrder(String type, OrderStatus status) implements Told {}

        record OfPayment(String type) implements Told {}
    }

    public OrderAnnouncements(Ids ids) {
        this.ids = ids;
    }

    @Override
    public List<Announcement> of(Decision decision) {
        var all = new ArrayList<Announcement>();
        for (var i = 0; i < decision.facts().size(); i++) {
            all.add(of(decision.facts().get(i), decision.stages().get(i)));
        }
        return List.copyOf(all);
    }

    private Announcement of(Fact fact, Order then) {
        return switch (told(fact)) {
            case Told.OfOrder told ->
                    new Announcement(OrderApi.ORDERS, milestone(told, then, fact));
            case Told.OfPayment told ->
                    new Announcement(OrderApi.PAYMENTS, movement(told, then, fact));
        };
    }

    private static Told told(Fact fact) {
        return switch (fact.event()) {
            case OrderPlaced _ -> new Told.OfOrder(OrderApi.ORDER_PLACED, OrderStatus.PENDING);
            case StockReserved _ -> new Told.OfOrder(OrderApi.ORDER_RESERVED, OrderStatus.RESERVED);
            case OrderConfirmed _ ->
                    new Told.OfOrder(OrderApi.ORDER_CONFIRMED, OrderStatus.CONFIRMED);
            case OrderCancelled _ ->
                    new Told.OfOrder(OrderApi.ORDER_CANCELLED, OrderStatus.CANCELLED);
            case OrderShipped _ -> new Told.OfOrder(OrderApi.ORDER_SHIPPED, OrderStatus.SHIPPED);
            case OrderDelivered _ ->
                    new Told.OfOrder(OrderApi.ORDER_DELIVERED, OrderStatus.DELIVERED);
            case PaymentRequested _ -> new Told.OfPayment(OrderApi.PAYMENT_REQUESTED);
            case PaymentActionRequired _ -> new Told.OfPayment(OrderApi.PAYMENT_ACTION_REQUIRED);
            case PaymentUncertain _ -> new Told.OfPayment(OrderApi.PAYMENT_UNKNOWN);
            case PaymentAuthorized _ -> new Told.OfPayment(OrderApi.PAYMENT_AUTHORIZED);
            case PaymentCaptured _ -> new Told.OfPayment(OrderApi.PAYMENT_CAPTURED);
            case PaymentDeclined _ -> new Told.OfPayment(OrderApi.PAYMENT_DECLINED);
            case PaymentVoided _ -> new Told.OfPayment(OrderApi.PAYMENT_VOIDED);
            case RefundRequested _ -> new Told.OfPayment(OrderApi.REFUND_REQUESTED);
            case PaymentRefunded _ -> new Told.OfPayment(OrderApi.PAYMENT_REFUNDED);
            case RefundRefused _ -> new Told.OfPayment(OrderApi.REFUND_REFUSED);
        };
    }

    private Event<OrderSnapshot> milestone(Told.OfOrder told, Order order, Fact fact) {
        var snapshot =
                new OrderSnapshot(
                        order.id(),
                        order.number(),
                        order.customerId(),
                        told.status().code(),
                        order.lines().stream().map(OrderAnnouncements::line).toList(),
                        order.total(),
                        cancellation(fact),
                        fact.version(),
                        shipment(order));
        return event(told.type(), order, fact, order.milestones(), snapshot);
    }

    private Event<PaymentSnapshot> movement(Told.OfPayment told, Order order, Fact fact) {
        var payment = order.payment();
        var snapshot =
                new PaymentSnapshot(
                        order.id(),
                        order.customerId(),
                        payment.status().code(),
                        payment.method(),
                        order.total(),
                        payment.captured(),
                        payment.refunded());
        return event(told.type(), order, fact, payment.facts(), snapshot);
    }

    private <T> Event<T> event(String type, Order order, Fact fact, long count, T body) {
        return new Event<>(
                ids.next(), type, SCHEMA, order.id().toString(), count, fact.time(), body);
    }

    private static OrderSnapshot.Line line(OrderLine line) {
        return new OrderSnapshot.Line(
                line.productId(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal());
    }

    private static OrderSnapshot.@Nullable Shipment shipment(Order order) {
        var shipment = order.shipment();
        return shipment == null
                ? null
                : new OrderSnapshot.Shipment(shipment.carrier(), shipment.trackingNumber());
    }

    private static OrderSnapshot.@Nullable Cancellation cancellation(Fact fact) {
        return fact.event() instanceof OrderCancelled cancelled
                ? new OrderSnapshot.Cancellation(cancelled.cause().code().code())
                : null;
    }
}

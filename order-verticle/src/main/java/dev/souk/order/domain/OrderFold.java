package dev.souk.order.domain;

import dev.souk.contract.Money;
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

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What each event makes of an order. */
final class OrderFold {

    private OrderFold() {}

    static Order first(UUID id, Fact fact) {
        if (fact.version() != 1 || !(fact.event() instanceof OrderPlaced placed)) {
            throw new IllegalArgumentException("an order begins by being placed");
        }
        return new Order(
                id,
                1,
                placed.number(),
                placed.customerId(),
                OrderStatus.PENDING,
                placed.lines(),
                placed.total(),
                placed.expectedTotal(),
                placed.cartVersion(),
                Payment.of(placed.paymentMethod(), placed.total().currency()),
                null,
                null,
                null,
                1,
                fact.time(),
                fact.time());
    }

    static Order next(Order order, Fact fact) {
        if (fact.version() != order.version() + 1) {
            throw new IllegalArgumentException("a gap before version " + fact.version());
        }
        var payment = order.payment();
        return switch (fact.event()) {
            case OrderPlaced _ -> throw new IllegalArgumentException("placed twice");
            case StockReserved reserved -> reserve(order, reserved, fact);
            case PaymentRequested requested -> pay(order, payment.requested(requested.key()), fact);
            case PaymentActionRequired action ->
                    pay(order, payment.actionRequired(action.url()), fact);
            case PaymentUncertain _ -> pay(order, payment.become(PaymentStatus.UNKNOWN), fact);
            case PaymentAuthorized authorized ->
                    pay(order, payment.authorized(authorized.reference()), fact);
            case PaymentCaptured captured -> pay(order, payment.captured(captured.amount()), fact);
            case PaymentDeclined _ -> pay(order, payment.become(PaymentStatus.DECLINED), fact);
            case PaymentVoided _ -> pay(order, payment.become(PaymentStatus.VOIDED), fact);
            case RefundRequested requested ->
                    pay(
                            order,
                            payment.with(refunds(payment).requested(requested, fact.time())),
                            fact);
            case PaymentRefunded refunded ->
                    pay(order, payment.refunded(refunded, fact.time()), fact);
            case RefundRefused refused ->
                    pay(order, payment.with(refunds(payment).refused(refused)), fact);
            case OrderConfirmed _ -> move(new Draft(order), OrderStatus.CONFIRMED, fact);
            case OrderCancelled cancelled -> cancel(order, cancelled.cause(), fact);
            case OrderShipped shipped -> ship(order, shipped, fact);
            case OrderDelivered _ -> deliver(order, fact);
        };
    }

    private static Refunds refunds(Payment payment) {
        return new Refunds(payment.refunds());
    }

    private static Order reserve(Order order, StockReserved reserved, Fact fact) {
        var payment = Payment.of(order.payment().method(), reserved.total().currency());
        var priced =
                new Draft(order)
                        .priced(reserved.lines(), reserved.total(), fact.time())
                        .paid(payment);
        return move(priced, OrderStatus.RESERVED, fact);
    }

    private static Order cancel(Order order, Cancellation cause, Fact fact) {
        var payment = order.payment();
        var unasked = payment.isRequested() ? payment : payment.neverAsked();
        return move(new Draft(order).paid(unasked).off(cause), OrderStatus.CANCELLED, fact);
    }

    private static Order ship(Order order, OrderShipped shipped, Fact fact) {
        var shipment = new Shipment(shipped.carrier(), shipped.trackingNumber(), fact.time(), null);
        return move(new Draft(order).sent(shipment), OrderStatus.SHIPPED, fact);
    }

    private static Order deliver(Order order, Fact fact) {
        var shipment = order.shipment();
        if (shipment == null) {
            throw new IllegalArgumentException("what was never shipped can't arrive");
        }
        var arrived = new Draft(order).sent(shipment.delivered(fact.time()));
        return move(arrived, OrderStatus.DELIVERED, fact);
    }

    private static Order pay(Order order, Payment payment, Fact fact) {
        return new Draft(order).paid(payment).after(fact);
    }

    private static Order move(Draft draft, OrderStatus next, Fact fact) {
        return draft.moved(next).after(fact);
    }

    /** An order that is being made of the one before. */
    private static final class Draft {

        private final Order before;
        private OrderStatus status;
        private List<OrderLine> lines;
        private Money total;
        private Payment payment;
        private @Nullable Instant reservedAt;
        private @Nullable Cancellation cancellation;
        private @Nullable Shipment shipment;
        private long milestones;

        Draft(Order before) {
            this.before = before;
            this.status = before.status();
            this.lines = before.lines();
            this.total = before.total();
            this.payment = before.payment();
            this.reservedAt = before.reservedAt();
            this.cancellation = before.cancellation();
            this.shipment = before.shipment();
            this.milestones = before.milestones();
        }

        Draft priced(List<OrderLine> held, Money newTotal, Instant time) {
            lines = held;
            total = newTotal;
            reservedAt = time;
            return this;
        }

        Draft paid(Payment next) {
            payment = next;
            return this;
        }

        Draft off(Cancellation cause) {
            cancellation = cause;
            return this;
        }

        Draft sent(Shipment next) {
            shipment = next;
            return this;
        }

        Draft moved(OrderStatus next) {
            if (!status.mayBecome(next)) {
                throw new IllegalArgumentException(status + " can't become " + next);
            }
            status = next;
            milestones++;
            return this;
        }

        Order after(Fact fact) {
            return new Order(
                    before.id(),
                    fact.version(),
                    before.number(),
                    before.customerId(),
                    status,
                    lines,
                    total,
                    before.expectedTotal(),
                    before.cartVersion(),
                    payment,
                    reservedAt,
                    cancellation,
                    shipment,
                    milestones,
                    before.createdAt(),
                    fact.time());
        }
    }
}

package dev.souk.order.domain;

import dev.souk.contract.Money;
import dev.souk.order.domain.OrderEvent.OrderCancelled;
import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderEvent.PaymentActionRequired;
import dev.souk.order.domain.OrderEvent.PaymentAuthorized;
import dev.souk.order.domain.OrderEvent.PaymentCaptured;
import dev.souk.order.domain.OrderEvent.PaymentDeclined;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;
import dev.souk.order.domain.OrderEvent.PaymentRequested;
import dev.souk.order.domain.OrderEvent.PaymentUncertain;
import dev.souk.order.domain.OrderEvent.PaymentVoided;
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
            case PaymentRefunded refunded -> pay(order, payment.refunded(refunded.amount()), fact);
            case OrderConfirmed _ -> move(order, OrderStatus.CONFIRMED, payment, null, fact);
            case OrderCancelled cancelled -> cancel(order, cancelled.cause(), fact);
        };
    }

    private static Order reserve(Order order, StockReserved reserved, Fact fact) {
        var priced = with(order, reserved.lines(), reserved.total(), fact.time(), order.payment());
        var payment = Payment.of(order.payment().method(), reserved.total().currency());
        return move(priced, OrderStatus.RESERVED, payment, null, fact);
    }

    private static Order cancel(Order order, Cancellation cause, Fact fact) {
        var payment = order.payment();
        var unasked = payment.isRequested() ? payment : payment.neverAsked();
        return move(order, OrderStatus.CANCELLED, unasked, cause, fact);
    }

    private static Order pay(Order order, Payment payment, Fact fact) {
        return with(order, order.status(), payment, order.cancellation(), order.milestones(), fact);
    }

    private static Order move(
            Order order,
            OrderStatus next,
            Payment payment,
            @Nullable Cancellation cancellation,
            Fact fact) {
        if (!order.status().mayBecome(next)) {
            throw new IllegalArgumentException(order.status() + " can't become " + next);
        }
        return with(order, next, payment, cancellation, order.milestones() + 1, fact);
    }

    private static Order with(
            Order order, List<OrderLine> lines, Money total, Instant reservedAt, Payment payment) {
        return new Order(
                order.id(),
                order.version(),
                order.number(),
                order.customerId(),
                order.status(),
                lines,
                total,
                order.expectedTotal(),
                order.cartVersion(),
                payment,
                reservedAt,
                order.cancellation(),
                order.milestones(),
                order.createdAt(),
                order.updatedAt());
    }

    private static Order with(
            Order order,
            OrderStatus status,
            Payment payment,
            @Nullable Cancellation cancellation,
            long milestones,
            Fact fact) {
        return new Order(
                order.id(),
                fact.version(),
                order.number(),
                order.customerId(),
                status,
                order.lines(),
                order.total(),
                order.expectedTotal(),
                order.cartVersion(),
                payment,
                order.reservedAt(),
                cancellation,
                milestones,
                order.createdAt(),
                fact.time());
    }
}

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

/**
 * A shopper's order: the fold of its facts. Every move returns a {@link Decision} and changes
 * nothing; a move that was made already decides nothing, so that each may be repeated.
 *
 * @param version how many facts it has
 * @param lines provisional while the order is pending
 * @param expectedTotal what the shopper was shown; null where nothing was stated
 * @param cartVersion the version of the cart it was taken from; null where it wasn't
 * @param reservedAt since when its stock is held; null until it is
 * @param cancellation why it is off; null unless it is
 * @param shipment how it is on its way; null until it is
 * @param milestones how many facts changed its status
 */
public record Order(
        UUID id,
        long version,
        String number,
        UUID customerId,
        OrderStatus status,
        List<OrderLine> lines,
        Money total,
        @Nullable Money expectedTotal,
        @Nullable Long cartVersion,
        Payment payment,
        @Nullable Instant reservedAt,
        @Nullable Cancellation cancellation,
        @Nullable Shipment shipment,
        long milestones,
        Instant createdAt,
        Instant updatedAt) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** The first decision on an order. */
    public static Decision place(UUID id, OrderPlaced placed, Instant now) {
        var fact = new Fact(1, now, placed);
        return Decision.first(OrderFold.first(id, fact), fact);
    }

    /**
     * The order that the facts tell of.
     *
     * @param facts all of them, in order
     * @throws IllegalArgumentException if there is none, or a gap, or a move that is not legal
     */
    public static Order replay(UUID id, List<Fact> facts) {
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("an order begins with a fact");
        }
        return resume(OrderFold.first(id, facts.getFirst()), facts.subList(1, facts.size()));
    }

    /**
     * The order that later facts make of an earlier state of it.
     *
     * @param later all facts after it, in order; maybe none
     * @throws IllegalArgumentException if there is a gap, or a move that is not legal
     */
    public static Order resume(Order snapshot, List<Fact> later) {
        var order = snapshot;
        for (var fact : later) {
            order = OrderFold.next(order, fact);
        }
        return order;
    }

    /**
     * Stock is held at these prices. Where the shopper stated another total, the order is off at
     * once, and shows the new one.
     */
    public Decision reserve(List<OrderLine> held, Instant now) {
        if (status != OrderStatus.PENDING) {
            return Decision.none(this);
        }
        var newTotal = totalOf(held);
        var reserved = decide(new StockReserved(held, newTotal), now);
        return expectedTotal == null || expectedTotal.equals(newTotal)
                ? reserved
                : reserved.then(
                        order ->
                                order.cancel(Cancellation.of(CancellationCode.PRICE_CHANGED), now));
    }

    /**
     * The order is off. Once it is, the first cause stays.
     *
     * @throws IllegalTransition if it is on its way or has arrived
     */
    public Decision cancel(Cancellation cause, Instant now) {
        if (isOff()) {
            return Decision.none(this);
        }
        requireMove(OrderStatus.CANCELLED, "cancelled");
        return decide(new OrderCancelled(cause), now);
    }

    /** The money may be asked for, under this key and no other. */
    public Decision requestPayment(String key, Instant now) {
        return payment.isRequested() || status != OrderStatus.RESERVED
                ? Decision.none(this)
                : decide(new PaymentRequested(key, total), now);
    }

    /** The shopper has to act. */
    public Decision requireAction(String url, Instant now) {
        return url.equals(payment.actionUrl())
                ? Decision.none(this)
                : pay(PaymentStatus.ACTION_REQUIRED, new PaymentActionRequired(url), now);
    }

    /** The provider was asked and didn't answer. */
    public Decision doubtPayment(Instant now) {
        return pay(PaymentStatus.UNKNOWN, new PaymentUncertain(), now);
    }

    /** The money is set aside. */
    public Decision authorize(String reference, Instant now) {
        return pay(PaymentStatus.AUTHORIZED, new PaymentAuthorized(reference), now);
    }

    /** The money is taken. */
    public Decision capture(Money amount, Instant now) {
        return pay(PaymentStatus.CAPTURED, new PaymentCaptured(amount), now);
    }

    /** The payment was refused. */
    public Decision decline(String reason, Instant now) {
        return pay(PaymentStatus.DECLINED, new PaymentDeclined(reason), now);
    }

    /** Nothing was taken, and nothing will be. */
    public Decision voidPayment(Instant now) {
        return pay(PaymentStatus.VOIDED, new PaymentVoided(), now);
    }

    /**
     * Money is to go back. The same wish is one refund, however often it comes.
     *
     * @param id of the refund, if it is a new one
     * @param request names the wish
     * @throws IllegalTransition unless it is paid for and not off
     * @throws RefundTooLarge if it is more than is left
     */
    public Decision requestRefund(UUID id, String request, Money amount, Instant now) {
        switch (status) {
            case PENDING, RESERVED, CANCELLED -> throw new IllegalTransition(this, "refunded");
            case CONFIRMED, SHIPPED, DELIVERED -> {}
        }
        if (payment.refundOf(request).isPresent()) {
            return Decision.none(this);
        }
        if (amount.compareTo(payment.refundable()) > 0) {
            throw new RefundTooLarge(payment.refundable());
        }
        return decide(new RefundRequested(id, payment.refundKey(request), amount), now);
    }

    /** Everything that is left is to go back, because the order is off. */
    public Decision requestReturn(Instant now) {
        return !isOff() || !payment.isTaken() || payment.nextRefund().isPresent()
                ? Decision.none(this)
                : decide(new RefundRequested(id, payment.refundKey(), payment.held()), now);
    }

    /** The provider has refused, and is asked again, under another key. */
    public Decision repeatRefund(Instant now) {
        return payment.nextRefund()
                .map(due -> new RefundRequested(due.id(), due.nextKey(), due.amount()))
                .map(event -> decide(event, now))
                .orElseGet(() -> Decision.none(this));
    }

    /** The money for which the provider was asked is back. */
    public Decision refund(Instant now) {
        return payment.nextRefund()
                .map(due -> decide(new PaymentRefunded(due.id(), due.amount()), now))
                .orElseGet(() -> Decision.none(this));
    }

    /** The money for which the provider was asked stays, and nobody asks any more. */
    public Decision refuseRefund(String reason, Instant now) {
        return payment.nextRefund()
                .map(due -> decide(new RefundRefused(due.id(), reason), now))
                .orElseGet(() -> Decision.none(this));
    }

    /**
     * It is on its way.
     *
     * @throws IllegalTransition unless it is paid for and still here
     */
    public Decision ship(String carrier, String trackingNumber, Instant now) {
        requireMove(OrderStatus.SHIPPED, "shipped");
        return decide(new OrderShipped(carrier, trackingNumber), now);
    }

    /**
     * It has arrived.
     *
     * @throws IllegalTransition unless it is on its way
     */
    public Decision deliver(Instant now) {
        requireMove(OrderStatus.DELIVERED, "delivered");
        return decide(new OrderDelivered(), now);
    }

    /**
     * Paid, and the stock is sold.
     *
     * @throws IllegalTransition unless its stock is held and its money is taken
     */
    public Decision confirm(Instant now) {
        if (status == OrderStatus.CONFIRMED) {
            return Decision.none(this);
        }
        if (status != OrderStatus.RESERVED || payment.status() != PaymentStatus.CAPTURED) {
            throw new IllegalTransition(this, "confirmed");
        }
        return decide(new OrderConfirmed(), now);
    }

    /** Whether it was called off, by whom or what ever. */
    boolean isOff() {
        return status == OrderStatus.CANCELLED;
    }

    /** Whether its checkout is over, one way or the other. */
    public boolean isSettled() {
        return switch (status) {
            case PENDING, RESERVED -> false;
            case CONFIRMED, SHIPPED, DELIVERED, CANCELLED -> true;
        };
    }

    /** Whether nothing happens before the shopper has acted. */
    public boolean waitsForShopper() {
        return status == OrderStatus.RESERVED && payment.status() == PaymentStatus.ACTION_REQUIRED;
    }

    /** The sum of the lines, which all have one currency. */
    public static Money totalOf(List<OrderLine> lines) {
        return lines.stream()
                .map(OrderLine::lineTotal)
                .reduce(Money::plus)
                .orElseThrow(() -> new IllegalArgumentException("an order has a line"));
    }

    private void requireMove(OrderStatus next, String move) {
        if (!status.mayBecome(next)) {
            throw new IllegalTransition(this, move);
        }
    }

    private Decision pay(PaymentStatus next, OrderEvent event, Instant now) {
        if (payment.status() == next) {
            return Decision.none(this);
        }
        if (!payment.isRequested() || !payment.status().mayBecome(next)) {
            throw new IllegalTransition(this, "paid so: " + next.code());
        }
        return decide(event, now);
    }

    private Decision decide(OrderEvent event, Instant now) {
        return Decision.of(this, new Fact(version + 1, now, event));
    }
}

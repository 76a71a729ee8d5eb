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
        long milestones,
        Instant createdAt,
        Instant updatedAt) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** The first decision on an order. */
    public static Decision place(UUID id, OrderPlaced placed, Instant now) {
        var fact = new Fact(1, now, placed);
        return new Decision(OrderFold.first(id, fact), List.of(fact));
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
        var order = OrderFold.first(id, facts.getFirst());
        for (var fact : facts.subList(1, facts.size())) {
            order = OrderFold.next(order, fact);
        }
        return order;
    }

    /** The order as it was at an earlier version. */
    public static Order replay(UUID id, List<Fact> facts, long version) {
        return replay(id, facts.stream().filter(fact -> fact.version() <= version).toList());
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
        if (status == OrderStatus.CANCELLED) {
            return Decision.none(this);
        }
        if (!status.mayBecome(OrderStatus.CANCELLED)) {
            throw new IllegalTransition(this, "cancelled");
        }
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

    /** Everything that was taken is given back. */
    public Decision refundAll(Instant now) {
        return payment.mayHoldMoney()
                ? decide(new PaymentRefunded(payment.held()), now)
                : Decision.none(this);
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
        var fact = new Fact(version + 1, now, event);
        return new Decision(OrderFold.next(this, fact), List.of(fact));
    }
}

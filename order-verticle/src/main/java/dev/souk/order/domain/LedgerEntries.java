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

import java.util.List;

/**
 * What the facts of an order mean in double entry: what one account gains, the other loses. Only
 * money that moved is booked. An authorization is a bank's promise, which may lapse unheard, so
 * that a memo of it could never be balanced against what the provider moved.
 */
public final class LedgerEntries {

    private LedgerEntries() {}

    /**
     * The balanced legs of a fact; none where it moved no money.
     *
     * @param order of which the fact is, then or later
     */
    public static List<LedgerEntry> of(Order order, Fact fact) {
        var payment = order.payment();
        return switch (fact.event()) {
            case PaymentCaptured captured ->
                    legs(order, fact, captured.amount(), payment.captureKey());
            case PaymentRefunded refunded ->
                    legs(order, fact, negative(refunded.amount()), keyOf(payment, refunded));
            case OrderPlaced _,
                    StockReserved _,
                    PaymentRequested _,
                    PaymentActionRequired _,
                    PaymentUncertain _,
                    PaymentAuthorized _,
                    PaymentDeclined _,
                    PaymentVoided _,
                    RefundRequested _,
                    RefundRefused _,
                    OrderConfirmed _,
                    OrderShipped _,
                    OrderDelivered _,
                    OrderCancelled _ ->
                    List.of();
        };
    }

    /** The last key of a refund is the one under which it was made. */
    private static String keyOf(Payment payment, PaymentRefunded refunded) {
        return payment.refunds().stream()
                .filter(refund -> refund.id().equals(refunded.refundId()))
                .map(Refund::key)
                .findFirst()
                .orElseGet(payment::refundKey);
    }

    private static List<LedgerEntry> legs(Order order, Fact fact, Money gained, String key) {
        return List.of(
                leg(order, fact, 1, LedgerAccount.PROVIDER, gained, key),
                leg(order, fact, 2, LedgerAccount.SHOPPER, negative(gained), key));
    }

    private static LedgerEntry leg(
            Order order, Fact fact, int leg, LedgerAccount account, Money amount, String key) {
        return new LedgerEntry(order.id(), fact.version(), leg, account, amount, key, fact.time());
    }

    private static Money negative(Money amount) {
        return Money.zero(amount.currency()).minus(amount);
    }
}

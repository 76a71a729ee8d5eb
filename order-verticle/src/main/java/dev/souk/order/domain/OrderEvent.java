package dev.souk.order.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** What can happen to an order. The list is closed; each order is the fold of its own events. */
public sealed interface OrderEvent {

    /**
     * The shopper asked for it.
     *
     * @param lines with the prices of the moment, which don't bind yet
     * @param expectedTotal what the shopper was shown; null where nothing was stated
     * @param cartVersion the version of the cart it was taken from; null where it wasn't
     */
    record OrderPlaced(
            String number,
            UUID customerId,
            List<OrderLine> lines,
            Money total,
            String paymentMethod,
            @Nullable Money expectedTotal,
            @Nullable Long cartVersion)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }
    }

    /** Stock is held; the lines carry the names and prices that bind. */
    record StockReserved(List<OrderLine> lines, Money total) implements OrderEvent {
        public StockReserved {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The provider is about to be asked for the money.
     *
     * @param key the idempotency key under which it is asked, however often
     */
    record PaymentRequested(String key, Money amount) implements OrderEvent {}

    /** The shopper has to act at the provider's page. */
    record PaymentActionRequired(String url) implements OrderEvent {}

    /** The provider was asked, and what it did is not known yet. */
    record PaymentUncertain() implements OrderEvent {}

    /** The money is set aside. */
    record PaymentAuthorized(String reference) implements OrderEvent {}

    /** The money is taken. */
    record PaymentCaptured(Money amount) implements OrderEvent {}

    /** The provider, or the shopper at its page, refused. */
    record PaymentDeclined(String reason) implements OrderEvent {}

    /** Nothing was taken, and nothing will be. */
    record PaymentVoided() implements OrderEvent {}

    /**
     * The provider is about to be asked to give money back; where it has refused, once more.
     *
     * @param refundId the order's own for what goes back because the order is off
     * @param key the idempotency key under which it is asked, however often
     */
    record RefundRequested(UUID refundId, String key, Money amount) implements OrderEvent {}

    /** Money was given back. */
    record PaymentRefunded(UUID refundId, Money amount) implements OrderEvent {}

    /** The provider gives the money of a refund not back, and nobody asks any more. */
    record RefundRefused(UUID refundId, String reason) implements OrderEvent {}

    /** It is on its way. */
    record OrderShipped(String carrier, String trackingNumber) implements OrderEvent {}

    /** It has arrived. */
    record OrderDelivered() implements OrderEvent {}

    /** Paid, and the stock is sold. */
    record OrderConfirmed() implements OrderEvent {}

    /** It is off. */
    record OrderCancelled(Cancellation cause) implements OrderEvent {}
}

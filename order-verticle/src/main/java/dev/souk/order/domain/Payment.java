package dev.souk.order.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

/**
 * The money's side of an order.
 *
 * @param method how it is paid, as in {@code card}
 * @param key the idempotency key of the authorization; null until the provider may be asked
 * @param reference what the provider calls the authorization; null until there is one
 * @param actionUrl where the shopper has to act; null unless the status says so
 * @param facts how many events changed it
 */
public record Payment(
        PaymentStatus status,
        String method,
        @Nullable String key,
        @Nullable String reference,
        @Nullable String actionUrl,
        Money captured,
        Money refunded,
        long facts) {

    static Payment of(String method, String currency) {
        var nothing = Money.zero(currency);
        return new Payment(PaymentStatus.PENDING, method, null, null, null, nothing, nothing, 0);
    }

    /** Whether the provider may have been asked, so that money may be on its way. */
    public boolean isRequested() {
        return key != null;
    }

    /** The key under which the money is asked for. */
    public String requestedKey() {
        if (key == null) {
            throw new IllegalStateException("the provider has not been asked");
        }
        return key;
    }

    /** The key under which the authorized money is taken. */
    public String captureKey() {
        return requestedKey() + ":capture";
    }

    /** The key under which everything is given back when the order is called off. */
    public String refundKey() {
        return requestedKey() + ":cancel";
    }

    /** What the provider still holds of the shopper's money. */
    public Money held() {
        return captured.minus(refunded);
    }

    /** Whether money is, or may be, with the provider for this order. */
    public boolean mayHoldMoney() {
        return switch (status) {
            case PENDING, ACTION_REQUIRED, UNKNOWN, AUTHORIZED -> isRequested();
            case CAPTURED, PARTIALLY_REFUNDED -> true;
            case REFUNDED, DECLINED, VOIDED -> false;
        };
    }

    /** Whether asking the provider to void or refund can do any good; it may know more. */
    boolean mayBeGivenBack() {
        return mayHoldMoney() || (status == PaymentStatus.VOIDED && isRequested());
    }

    Payment requested(String newKey) {
        return new Payment(status, method, newKey, reference, null, captured, refunded, facts + 1);
    }

    Payment become(PaymentStatus next) {
        return new Payment(next, method, key, reference, null, captured, refunded, facts + 1);
    }

    Payment actionRequired(String url) {
        return new Payment(
                PaymentStatus.ACTION_REQUIRED,
                method,
                key,
                reference,
                url,
                captured,
                refunded,
                facts + 1);
    }

    Payment authorized(String newReference) {
        return new Payment(
                PaymentStatus.AUTHORIZED,
                method,
                key,
                newReference,
                null,
                captured,
                refunded,
                facts + 1);
    }

    Payment captured(Money amount) {
        return new Payment(
                PaymentStatus.CAPTURED,
                method,
                key,
                reference,
                null,
                captured.plus(amount),
                refunded,
                facts + 1);
    }

    Payment refunded(Money amount) {
        var all = refunded.plus(amount);
        var next = all.equals(captured) ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
        return new Payment(next, method, key, reference, null, captured, all, facts + 1);
    }

    /** The payment of an order that was called off before anybody was asked for money. */
    Payment neverAsked() {
        return new Payment(
                PaymentStatus.VOIDED, method, null, null, null, captured, refunded, facts);
    }
}

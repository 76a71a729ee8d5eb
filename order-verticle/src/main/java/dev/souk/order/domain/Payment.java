package dev.souk.order.domain;

import dev.souk.contract.Money;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The money's side of an order.
 *
 * @param method how it is paid, as in {@code card}
 * @param key the idempotency key of the authorization; null until the provider may be asked
 * @param reference what the provider calls the authorization; null until there is one
 * @param actionUrl where the shopper has to act; null unless the status says so
 * @param facts how many events changed it
 * @param refunds what somebody asked to be given back, oldest first
 */
public record Payment(
        PaymentStatus status,
        String method,
        @Nullable String key,
        @Nullable String reference,
        @Nullable String actionUrl,
        Money captured,
        Money refunded,
        long facts,
        List<Refund> refunds) {

    public Payment {
        refunds = List.copyOf(Objects.requireNonNullElse(refunds, List.of()));
    }

    static Payment of(String method, String currency) {
        var nothing = Money.zero(currency);
        return new Payment(
                PaymentStatus.PENDING, method, null, null, null, nothing, nothing, 0, List.of());
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

    /** The key of a refund that somebody asked for. */
    public String refundKey(String request) {
        return requestedKey() + ":refund:" + request;
    }

    /** What the provider still holds of the shopper's money. */
    public Money held() {
        return captured.minus(refunded);
    }

    /** What may still be asked back: what is held, without what is being given back. */
    public Money refundable() {
        return held().minus(new Refunds(refunds).pending(captured.currency()));
    }

    /** What was asked back by the same wish. */
    public Optional<Refund> refundOf(String request) {
        return key == null ? Optional.empty() : new Refunds(refunds).of(refundKey(request));
    }

    /** The refund for which the provider has to be asked next. */
    public Optional<Refund> nextRefund() {
        return new Refunds(refunds).oldestPending();
    }

    /** Whether money was taken, and not all of it given back. */
    public boolean isTaken() {
        return switch (status) {
            case CAPTURED, PARTIALLY_REFUNDED -> true;
            case PENDING, ACTION_REQUIRED, UNKNOWN, AUTHORIZED, REFUNDED, DECLINED, VOIDED -> false;
        };
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
        return new Payment(
                status, method, newKey, reference, null, captured, refunded, facts + 1, refunds);
    }

    Payment become(PaymentStatus next) {
        return new Payment(
                next, method, key, reference, null, captured, refunded, facts + 1, refunds);
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
                facts + 1,
                refunds);
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
                facts + 1,
                refunds);
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
                facts + 1,
                refunds);
    }

    Payment refunded(PaymentRefunded event, Instant time) {
        var all = refunded.plus(event.amount());
        var next = all.equals(captured) ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
        return new Payment(
                next,
                method,
                key,
                reference,
                null,
                captured,
                all,
                facts + 1,
                new Refunds(refunds).refunded(event, refundKey(), time).all());
    }

    Payment with(Refunds next) {
        return new Payment(
                status,
                method,
                key,
                reference,
                actionUrl,
                captured,
                refunded,
                facts + 1,
                next.all());
    }

    /** The payment of an order that was called off before anybody was asked for money. */
    Payment neverAsked() {
        return new Payment(
                PaymentStatus.VOIDED, method, null, null, null, captured, refunded, facts, refunds);
    }
}

package dev.souk.order.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What came of one attempt at a step. */
public sealed interface StepOutcome {

    /** What the catalog said. */
    sealed interface StockOutcome extends StepOutcome {}

    /** What the payment provider said. */
    sealed interface PaymentOutcome extends StepOutcome {}

    /** All lines are held, at these names and prices. */
    record StockHeld(List<OrderLine> lines) implements StockOutcome {
        public StockHeld {
            lines = List.copyOf(lines);
        }
    }

    /** No line is held, for good. */
    record StockRefused(Cancellation cause) implements StockOutcome {}

    /** The reservation is where the step wants it. */
    record StockMoved() implements StockOutcome {}

    /** The reservation can't be moved there any more. */
    record StockGone() implements StockOutcome {}

    /**
     * The money is set aside.
     *
     * @param reference what the provider calls it
     * @param last4 the card's last digits, for the shopper's eyes; null where there are none
     */
    record Authorized(String reference, @Nullable String last4) implements PaymentOutcome {}

    /** The shopper has to act at the page. */
    record ActionRequired(String url) implements PaymentOutcome {}

    /** Refused for good; no money moves. */
    record Declined(String reason) implements PaymentOutcome {}

    /** The money is taken. */
    record Captured(Money amount) implements PaymentOutcome {}

    /** The authorized money can't be taken any more. */
    record NotCapturable(String reason) implements PaymentOutcome {}

    /** Nothing was taken, and nothing will be. */
    record Voided() implements PaymentOutcome {}

    /** The money is given back. */
    record Refunded(Money amount) implements PaymentOutcome {}

    /** The provider has the request and is working on it. */
    record InProgress() implements PaymentOutcome {}

    /** The provider has never seen the key. No outcome: the request may still be on its way. */
    record NotFound() implements PaymentOutcome {}

    /** The request may have arrived; what it did is unknown. */
    record NoAnswer(String cause) implements StockOutcome, PaymentOutcome {}

    /** The request surely did not arrive. */
    record NotReached(String cause) implements StockOutcome, PaymentOutcome {}

    /** The step asks nobody outside. */
    record NothingToAsk() implements StepOutcome {}
}

package dev.souk.order.domain;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * How far the checkout of an order has come.
 *
 * @param step what is to be done next
 * @param attempts how often it was tried since the last progress
 * @param doubtful whether an attempt was begun whose outcome nobody knows
 * @param stuck why it goes on no more until somebody gives it a hand; null while it goes on
 */
public record Saga(
        UUID orderId, SagaStep step, int attempts, boolean doubtful, @Nullable Stuck stuck) {

    /** A saga that goes on. */
    public Saga(UUID orderId, SagaStep step, int attempts, boolean doubtful) {
        this(orderId, step, attempts, doubtful, null);
    }

    /** The saga of an order just placed. */
    public static Saga begin(UUID orderId) {
        return new Saga(orderId, SagaStep.RESERVE, 0, false);
    }

    public boolean isEnded() {
        return step == SagaStep.ENDED;
    }

    public boolean isStuck() {
        return stuck != null;
    }

    Saga progressTo(SagaStep next) {
        return new Saga(orderId, next, 0, false);
    }

    /** On the way to another try: neither the count nor the doubt is forgotten. */
    Saga goOnTo(SagaStep next) {
        return new Saga(orderId, next, attempts, doubtful);
    }

    /**
     * @param unheard whether the step may have been done, and nobody said; only of the payment that
     *     is kept, which the provider is asked for before it is sent again
     */
    Saga again(boolean unheard) {
        return new Saga(orderId, step, attempts + 1, doubtful || (unheard && step.asksProvider()));
    }

    Saga stuckFor(Stuck cause) {
        return new Saga(orderId, step, attempts, doubtful, cause);
    }

    /** At the same step, as if for the first time; what isn't known stays so. */
    Saga afresh() {
        return new Saga(orderId, step, 0, doubtful);
    }
}

package dev.souk.order.domain;

import java.util.UUID;

/**
 * How far the checkout of an order has come.
 *
 * @param step what is to be done next
 * @param attempts how often it was tried since the last progress
 * @param doubtful whether an attempt was begun whose outcome nobody knows
 */
public record Saga(UUID orderId, SagaStep step, int attempts, boolean doubtful) {

    /** The saga of an order just placed. */
    public static Saga begin(UUID orderId) {
        return new Saga(orderId, SagaStep.RESERVE, 0, false);
    }

    public boolean isEnded() {
        return step == SagaStep.ENDED;
    }

    Saga progressTo(SagaStep next) {
        return new Saga(orderId, next, 0, false);
    }

    /** On the way to another try: neither the count nor the doubt is forgotten. */
    Saga goOnTo(SagaStep next) {
        return new Saga(orderId, next, attempts, doubtful);
    }

    Saga again(boolean doubt) {
        return new Saga(orderId, step, attempts + 1, doubtful || doubt);
    }
}

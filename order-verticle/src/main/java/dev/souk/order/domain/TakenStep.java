package dev.souk.order.domain;

import java.time.Instant;

/**
 * One attempt at a saga's step that has come to its end.
 *
 * @param saga as it was when the attempt began
 * @param note what the order's timeline tells of it
 */
public record TakenStep(Saga saga, StepOutcome outcome, Note.Attempt note) {

    /** An attempt of an order's saga that ended like that. */
    public static TakenStep of(
            Saga saga, Order order, StepOutcome outcome, Instant began, Instant ended) {
        return new TakenStep(saga, outcome, Note.Attempt.of(saga, order, outcome, began, ended));
    }
}

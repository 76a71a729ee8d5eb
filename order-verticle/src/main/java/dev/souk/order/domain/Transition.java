package dev.souk.order.domain;

import java.time.Duration;

/**
 * Where a saga goes after an attempt.
 *
 * @param saga as it is to be kept
 * @param pause how long until its next attempt; zero for at once
 * @param decision what the order has learned; no facts where nothing
 */
public record Transition(Saga saga, Duration pause, Decision decision) {

    /** Whether the saga goes on at once. */
    public boolean isImmediate() {
        return pause.isZero() && !saga.isEnded();
    }

    /** Whether losing it would only mean to repeat a step that may be repeated. */
    public boolean isVolatile() {
        return isImmediate() && decision.facts().isEmpty();
    }

    /** The same transition, with another pause. */
    public Transition pausedFor(Duration time) {
        return new Transition(saga, time, decision);
    }
}

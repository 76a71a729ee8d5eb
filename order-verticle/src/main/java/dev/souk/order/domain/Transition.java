package dev.souk.order.domain;

import java.time.Duration;
import java.util.function.Function;

/**
 * Where a saga goes after an attempt.
 *
 * @param saga as it is to be kept
 * @param pause how long until its next attempt; zero for at once
 * @param decision what the order has learned; no facts where nothing
 */
public record Transition(Saga saga, Duration pause, Decision decision) {

    /** The saga goes there at once. */
    static Transition at(Saga next, Decision decision) {
        return new Transition(next, Duration.ZERO, decision);
    }

    /** The saga tries its step again, later. */
    static Transition again(Saga saga, boolean doubt, Decision decision) {
        var next = saga.again(doubt);
        return paused(next, next.attempts(), decision);
    }

    /** The saga pauses as after so many attempts. */
    static Transition paused(Saga next, int attempts, Decision decision) {
        return new Transition(next, SagaTable.rowOf(next.step()).pauseAfter(attempts), decision);
    }

    /** Whether the saga goes on at once. */
    public boolean isImmediate() {
        return pause.isZero() && !saga.isEnded() && !saga.isStuck();
    }

    /**
     * Whether losing it would only mean to repeat steps that may be repeated: the order has learned
     * nothing, or what the provider tells again under the same key. That it was asked is kept.
     */
    public boolean isVolatile() {
        return isImmediate()
                && (decision.facts().isEmpty()
                        || saga.step() == SagaStep.CAPTURE
                        || saga.step() == SagaStep.COMMIT_STOCK);
    }

    /** Another transition on top of this one, which nobody waited for. */
    Transition then(Function<Order, Transition> more) {
        var after = more.apply(decision.next());
        return new Transition(after.saga, after.pause, decision.then(_ -> after.decision));
    }

    /** The same transition, which somebody asked for. */
    public Transition askedFor(Note.Command command) {
        return new Transition(saga, pause, decision.askedFor(command));
    }

    /** The same transition, with another pause. */
    public Transition pausedFor(Duration time) {
        return new Transition(saga, time, decision);
    }
}

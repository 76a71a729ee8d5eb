package dev.souk.order.domain;

import static dev.souk.order.domain.SagaStep.ENDED;
import static dev.souk.order.domain.SagaStep.REFUND;
import static dev.souk.order.domain.SagaStep.RELEASE;
import static dev.souk.order.domain.SagaStep.RETURN_MONEY;

import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.StockGone;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.StepOutcome.StockRefused;
import dev.souk.order.domain.StepOutcome.Voided;

import java.time.Instant;

/**
 * The way back. The stock of an order that is off is released, then what the shopper asked for
 * before is given back, then the rest of the money. Of an order that is not off, only what somebody
 * asked for goes back.
 *
 * @param attempts how often a step is tried before the saga is stuck
 */
record Compensations(int attempts) {

    /** What an outcome means on the way back, or when it turns out that the order is off. */
    Transition after(Saga saga, Decision decision, StepOutcome outcome, Instant now) {
        if (saga.step().isForward()) {
            // What the catalog has refused it refuses again, so that there is nothing to release.
            return outcome instanceof StockRefused
                    ? goOn(saga, decision, now)
                    : Transition.at(saga.progressTo(RELEASE), decision);
        }
        return switch (outcome) {
            case NoAnswer unheard -> again(saga, true, unheard.cause(), decision);
            case InProgress _ -> again(saga, true, "in progress", decision);
            case NotReached away -> again(saga, false, away.cause(), decision);
            case NotCapturable refused -> refused(saga, refused.reason(), decision);
            case Declined declined when saga.step() == REFUND ->
                    refused(saga, declined.reason(), decision);
            case StockMoved _,
                    StockGone _,
                    Authorized _,
                    ActionRequired _,
                    Captured _,
                    Declined _,
                    Voided _,
                    Refunded _,
                    NothingToAsk _ ->
                    goOn(saga, decision, now);
            case StockHeld _, StockRefused _, NotFound _ ->
                    throw new IllegalStateException(outcome + " on the way back");
        };
    }

    static Transition retry(Saga saga, Order order, Instant now) {
        return isRefused(saga) && saga.step() == REFUND
                ? Transition.at(saga.progressTo(REFUND), order.repeatRefund(now))
                : Transition.at(saga.afresh(), Decision.none(order));
    }

    /** What the provider may have given back is asked for once more, and never given up. */
    static Transition compensate(Saga saga, Order order, Instant now) {
        if (order.isOff()) {
            var repeated =
                    isRefused(saga) && saga.step() == REFUND
                            ? order.repeatRefund(now)
                            : Decision.none(order);
            return Transition.at(saga.progressTo(RELEASE), repeated);
        }
        var stuck = saga.stuck();
        return stuck != null && isRefused(saga)
                ? goOn(saga, order.refuseRefund(stuck.detail(), now), now)
                : Transition.at(saga.afresh(), Decision.none(order));
    }

    private static Transition goOn(Saga saga, Decision decision, Instant now) {
        var order = decision.next();
        var payment = order.payment();
        var isPending = payment.nextRefund().isPresent();
        if (!order.isOff()) {
            return Transition.at(saga.progressTo(isPending ? REFUND : ENDED), decision);
        }
        if (saga.step() == REFUND && !isReturning(order)) {
            return Transition.at(saga.progressTo(RELEASE), decision);
        }
        if (isPending || payment.isTaken()) {
            return Transition.at(
                    saga.progressTo(REFUND), decision.then(next -> next.requestReturn(now)));
        }
        return Transition.at(
                saga.progressTo(payment.mayHoldMoney() ? RETURN_MONEY : ENDED), decision);
    }

    /** Whether its stock was released, and then the rest of its money asked back. */
    private static boolean isReturning(Order order) {
        return order.payment().refunds().stream().anyMatch(each -> each.id().equals(order.id()));
    }

    private static boolean isRefused(Saga saga) {
        var stuck = saga.stuck();
        return stuck != null && stuck.why() == Stuck.Why.REFUSED;
    }

    private static Transition refused(Saga saga, String reason, Decision decision) {
        return Transition.at(saga.stuckFor(new Stuck(Stuck.Why.REFUSED, reason)), decision);
    }

    private Transition again(Saga saga, boolean doubt, String cause, Decision decision) {
        var next = Transition.again(saga, doubt, decision);
        return next.saga().attempts() < attempts
                ? next
                : Transition.at(
                        next.saga().stuckFor(new Stuck(Stuck.Why.EXHAUSTED, cause)), decision);
    }
}

package dev.souk.order.domain;

import static dev.souk.order.domain.SagaStep.AUTHORIZE;
import static dev.souk.order.domain.SagaStep.AWAIT_SHOPPER;
import static dev.souk.order.domain.SagaStep.CAPTURE;
import static dev.souk.order.domain.SagaStep.CONFIRM;
import static dev.souk.order.domain.SagaStep.ENDED;
import static dev.souk.order.domain.SagaStep.PIN;
import static dev.souk.order.domain.SagaStep.REFUND;
import static dev.souk.order.domain.SagaStep.RELEASE;
import static dev.souk.order.domain.SagaStep.RESERVE;
import static dev.souk.order.domain.SagaStep.RETURN_MONEY;
import static dev.souk.order.domain.SagaStep.UNPIN;
import static dev.souk.order.domain.Transition.again;
import static dev.souk.order.domain.Transition.at;
import static dev.souk.order.domain.Transition.paused;

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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The checkout of an order: stock is reserved, money taken, the order confirmed; or all of it is
 * undone. It decides only; who runs it asks the outside, tells the outcome, and keeps the result.
 *
 * <p>Every step may be repeated: the catalog knows the order, the provider knows the key. So a node
 * that takes over a saga begins its step again, whatever the one before it had done.
 */
public final class CheckoutSaga {

    /** How often a compensation is tried, unless something else is configured: for a quarter. */
    public static final int ATTEMPTS = 200;

    private final Duration payWithin;
    private final Compensations compensations;

    public CheckoutSaga(Duration payWithin) {
        this(payWithin, ATTEMPTS);
    }

    /**
     * @param payWithin how long the stock of an order is held for a shopper who doesn't pay
     * @param attempts how often a compensation is tried before the saga is stuck
     */
    public CheckoutSaga(Duration payWithin, int attempts) {
        this.payWithin = payWithin;
        this.compensations = new Compensations(attempts);
    }

    /** The saga of an order just placed. */
    public static Transition begin(Decision placed) {
        return at(Saga.begin(placed.next().id()), placed);
    }

    /** The saga of an order that can't be had, as was known before anything was reserved for it. */
    public static Transition refuse(Decision placed, Cancellation cause, Instant now) {
        var saga = Saga.begin(placed.next().id()).progressTo(ENDED);
        return at(saga, placed.then(order -> order.cancel(cause, now)));
    }

    /** Where a saga that somebody takes up stands: an order that is off is undone. */
    public static Saga resume(Saga saga, Order order) {
        return order.isOff() && saga.step().isForward() ? saga.progressTo(RELEASE) : saga;
    }

    /** The saga of an order that is called off after its checkout. */
    public static Saga reopen(Saga saga) {
        return saga.isEnded() || saga.isStuck() ? saga.progressTo(RELEASE) : saga;
    }

    /** The saga of an order of which money is to go back. */
    public static Saga refund(Saga saga) {
        return saga.isEnded() ? saga.progressTo(REFUND) : saga;
    }

    /** A stuck saga tries its step again. */
    public static Transition retry(Saga saga, Order order, Instant now) {
        return Compensations.retry(saga, order, now);
    }

    /** A stuck saga gives up a refund that is refused; else it begins to undo once more. */
    public static Transition compensate(Saga saga, Order order, Instant now) {
        return Compensations.compensate(saga, order, now);
    }

    /**
     * The saga of an order whose money seems not to be where it should: one that ended looks again,
     * where that can heal anything. Every step may be repeated, and asks.
     */
    public static Saga review(Saga saga, Order order) {
        if (!saga.isEnded()) {
            return saga;
        }
        return switch (order.status()) {
            case PENDING -> saga.progressTo(RESERVE);
            case RESERVED -> saga.progressTo(PIN);
            case CANCELLED ->
                    order.payment().mayBeGivenBack() ? saga.progressTo(RETURN_MONEY) : saga;
            case CONFIRMED, SHIPPED, DELIVERED ->
                    order.payment().nextRefund().isPresent() ? refund(saga) : saga;
        };
    }

    /**
     * What an outcome means for the order and for its saga.
     *
     * @param order as it is now, which may be off since the attempt began
     */
    public Transition after(Saga saga, Order order, StepOutcome outcome, Instant now) {
        var decision = learn(saga, order, outcome, now);
        var learned = decision.next();
        return learned.isOff() || !saga.step().isForward()
                ? compensations.after(saga, decision, outcome, now)
                : goOn(saga, learned, outcome, decision);
    }

    /**
     * What the outcomes of several steps in a row mean that are kept together.
     *
     * @param steps at least one
     * @param order as it is now, which may be off since the first of them began
     */
    public Transition after(List<TakenStep> steps, Order order, Instant now) {
        var first = steps.getFirst();
        var all = after(first.saga(), order, first.outcome(), now);
        for (var step : steps.subList(1, steps.size())) {
            all = all.then(next -> after(step.saga(), next, step.outcome(), now));
        }
        return all;
    }

    private Decision learn(Saga saga, Order order, StepOutcome outcome, Instant now) {
        return switch (outcome) {
            case StockHeld held ->
                    order.reserve(held.lines(), now)
                            .then(reserved -> reserved.requestPayment(order.id().toString(), now));
            case StockRefused refused -> order.cancel(refused.cause(), now);
            case StockMoved _ -> Decision.none(order);
            case StockGone _ -> saga.step() == UNPIN ? Decision.none(order) : expire(order, now);
            case Authorized authorized -> order.authorize(authorized.reference(), now);
            case ActionRequired action -> awaitShopper(order, action, now);
            case Declined _ when saga.step() == REFUND -> Decision.none(order);
            case Declined declined ->
                    order.decline(declined.reason(), now).then(next -> refuse(next, now));
            case Captured captured ->
                    order.payment().isTaken()
                            ? Decision.none(order)
                            : order.capture(captured.amount(), now);
            case NotCapturable _ ->
                    saga.step() == REFUND ? Decision.none(order) : refuse(order, now);
            case Voided _ -> order.voidPayment(now).then(next -> refuse(next, now));
            case Refunded _ -> order.refund(now);
            case InProgress _, NoAnswer _ -> doubt(saga, order, now);
            case NotReached _ -> giveUpInTime(saga, order, now);
            case NothingToAsk _ ->
                    saga.step() == CONFIRM && !order.isOff()
                            ? order.confirm(now)
                            : Decision.none(order);
            case NotFound _ -> throw new IllegalStateException("not found is no outcome");
        };
    }

    private static Transition goOn(Saga saga, Order order, StepOutcome outcome, Decision decision) {
        return switch (outcome) {
            case NoAnswer _, InProgress _ -> again(saga, true, decision);
            case NotReached _ ->
                    saga.step() == AUTHORIZE && !saga.doubtful()
                            ? at(saga.again(false).goOnTo(UNPIN), decision)
                            : again(saga, false, decision);
            case ActionRequired _ ->
                    saga.step() == AWAIT_SHOPPER
                            ? again(saga, false, decision)
                            : at(saga.progressTo(UNPIN), decision);
            case StockMoved _, StockGone _ when saga.step() == UNPIN ->
                    order.waitsForShopper()
                            ? paused(saga.progressTo(AWAIT_SHOPPER), 1, decision)
                            : paused(saga.goOnTo(PIN), saga.attempts(), decision);
            case StockMoved _ when saga.step() == PIN ->
                    order.payment().reference() == null
                            ? at(saga.goOnTo(AUTHORIZE), decision)
                            : at(saga.progressTo(CAPTURE), decision);
            case StockHeld _, StockMoved _, Authorized _, Captured _, NothingToAsk _ ->
                    at(saga.progressTo(SagaTable.rowOf(saga.step()).then()), decision);
            case StockRefused _,
                    StockGone _,
                    Declined _,
                    NotCapturable _,
                    Voided _,
                    Refunded _,
                    NotFound _ ->
                    throw new IllegalStateException(outcome + " of an order that goes on");
        };
    }

    private Decision awaitShopper(Order order, ActionRequired action, Instant now) {
        return order.isOff()
                ? Decision.none(order)
                : order.requireAction(action.url(), now).then(next -> expireInTime(next, now));
    }

    private Decision giveUpInTime(Saga saga, Order order, Instant now) {
        var unasked = saga.step() == PIN && order.payment().reference() == null;
        return (unasked || saga.step() == AUTHORIZE) && !saga.doubtful()
                ? expireInTime(order, now)
                : Decision.none(order);
    }

    private Decision expireInTime(Order order, Instant now) {
        return isOverdue(order, now) ? expire(order, now) : Decision.none(order);
    }

    private static Decision doubt(Saga saga, Order order, Instant now) {
        return saga.step() == AUTHORIZE || saga.step() == CAPTURE
                ? order.doubtPayment(now)
                : Decision.none(order);
    }

    private static Decision expire(Order order, Instant now) {
        return order.isOff()
                ? Decision.none(order)
                : order.cancel(Cancellation.of(CancellationCode.RESERVATION_EXPIRED), now);
    }

    private static Decision refuse(Order order, Instant now) {
        return order.isOff()
                ? Decision.none(order)
                : order.cancel(Cancellation.of(CancellationCode.PAYMENT_DECLINED), now);
    }

    private boolean isOverdue(Order order, Instant now) {
        var since = order.reservedAt();
        return since != null && now.isAfter(since.plus(payWithin));
    }
}

package dev.souk.order.app;

import dev.souk.order.app.PaymentProvider.Authorization;
import dev.souk.order.app.PaymentProvider.Movement;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.SagaTable;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes one attempt at a saga's step: asks the catalog or the provider, and changes nothing here.
 * Where an earlier attempt's outcome is unknown, the provider is asked for it first; only what it
 * has never seen is sent again, under the same key.
 */
public final class TakeStep {

    private final StockReservations stock;
    private final PaymentProvider provider;

    public TakeStep(StockReservations stock, PaymentProvider provider) {
        this.stock = stock;
        this.provider = provider;
    }

    /** The outcome of one attempt; the future doesn't fail for what happens outside. */
    public Future<? extends StepOutcome> take(Work work) {
        var order = work.order();
        var within = SagaTable.rowOf(work.saga().step()).within();
        return switch (work.saga().step()) {
            case RESERVE -> stock.reserve(order, within);
            case PIN -> pin(order, within);
            case UNPIN -> stock.unpin(order, within);
            case COMMIT_STOCK -> stock.commit(order, within);
            case RELEASE -> stock.release(order, within);
            case AUTHORIZE -> authorize(work, within);
            case AWAIT_SHOPPER -> askAgain(work, within);
            case CAPTURE -> capture(work, within);
            case RETURN_MONEY -> provider.voidByKey(authorization(work), within);
            case REFUND -> refund(work, within);
            case CONFIRM, ENDED -> Future.succeededFuture(new NothingToAsk());
        };
    }

    /** Stock isn't kept from expiring for a provider that nobody can ask now. */
    private Future<? extends StepOutcome> pin(Order order, Duration within) {
        var isPaidFor = order.payment().reference() != null;
        return isPaidFor || provider.mayBeAsked()
                ? stock.pin(order, within)
                : Future.succeededFuture(new NotReached("The provider is not asked now"));
    }

    private Future<PaymentOutcome> authorize(Work work, Duration within) {
        var key = work.order().payment().requestedKey();
        return once(work, key, within, () -> provider.authorize(authorization(work), within));
    }

    /** The provider knew the key already, so that it can't know it no more. */
    private Future<PaymentOutcome> askAgain(Work work, Duration within) {
        var key = work.order().payment().requestedKey();
        return orSend(
                provider.lookUp(key, within),
                () -> provider.authorize(authorization(work), within));
    }

    private Future<PaymentOutcome> capture(Work work, Duration within) {
        var payment = work.order().payment();
        var capture =
                new Movement(payment.captureKey(), payment.requestedKey(), work.order().total());
        return once(work, capture.key(), within, () -> provider.capture(capture, within));
    }

    private Future<? extends StepOutcome> refund(Work work, Duration within) {
        var payment = work.order().payment();
        return payment.nextRefund()
                .map(due -> new Movement(due.key(), payment.requestedKey(), due.amount()))
                .<Future<? extends StepOutcome>>map(
                        refund ->
                                once(
                                        work,
                                        refund.key(),
                                        within,
                                        () -> provider.refund(refund, within)))
                .orElseGet(() -> Future.succeededFuture(new NothingToAsk()));
    }

    private Future<PaymentOutcome> once(
            Work work, String key, Duration within, Supplier<Future<PaymentOutcome>> send) {
        return work.saga().doubtful() ? orSend(provider.lookUp(key, within), send) : send.get();
    }

    private static Future<PaymentOutcome> orSend(
            Future<PaymentOutcome> known, Supplier<Future<PaymentOutcome>> send) {
        return known.compose(
                outcome ->
                        outcome instanceof NotFound ? send.get() : Future.succeededFuture(outcome));
    }

    private static Authorization authorization(Work work) {
        var order = work.order();
        return new Authorization(
                order.id(), order.payment().requestedKey(), order.total(), work.paymentToken());
    }
}

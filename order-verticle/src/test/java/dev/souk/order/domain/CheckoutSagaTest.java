package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.NOW;
import static dev.souk.order.domain.Orders.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.Cancellation.Shortage;
import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.StockGone;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.StepOutcome.StockRefused;
import dev.souk.order.domain.StepOutcome.Voided;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CheckoutSagaTest {

    private static final Duration TTL = Duration.ofMinutes(10);

    private final CheckoutSaga checkout = new CheckoutSaga(TTL);

    @Test
    void hasNothingToDoForAnOrderThatCantBeHad() {
        var placed = Order.place(Orders.ID, Orders.placedEvent(null), NOW);
        var scarce = Cancellation.outOf(List.of(new Shortage(Orders.ID, 3, 2)));

        var refused = CheckoutSaga.refuse(placed, scarce, NOW);

        var asASaga =
                checkout.after(Saga.begin(Orders.ID), placed.next(), new StockRefused(scarce), NOW);
        assertThat(refused.saga()).isEqualTo(asASaga.saga());
        assertThat(refused.decision().next()).isEqualTo(asASaga.decision().next());
        assertThat(refused.saga().isEnded()).isTrue();
        assertThat(refused.decision().facts()).extracting(Fact::version).containsExactly(1L, 2L);
        assertThat(refused.decision().next().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(refused.decision().next().cancellation()).isEqualTo(scarce);
    }

    @Test
    void asksForMoneyInTheSameBreathAsItLearnsThatStockIsHeld() {
        var next = after(SagaStep.RESERVE, Orders.pending(), new StockHeld(lines()));

        assertThat(next.saga().step()).isEqualTo(SagaStep.PIN);
        assertThat(next.decision().facts()).hasSize(2);
        assertThat(next.decision().next().payment().requestedKey()).isEqualTo(Orders.ID.toString());
    }

    @Test
    void goesFromPaidToConfirmed() {
        var captured = after(SagaStep.CAPTURE, Orders.authorized(), new Captured(Orders.eur(3098)));
        var committed = after(SagaStep.COMMIT_STOCK, captured.decision().next(), new StockMoved());
        var confirmed = after(SagaStep.CONFIRM, committed.decision().next(), new NothingToAsk());

        assertThat(captured.saga().step()).isEqualTo(SagaStep.COMMIT_STOCK);
        assertThat(committed.isVolatile()).isTrue();
        assertThat(confirmed.saga().isEnded()).isTrue();
        assertThat(confirmed.decision().next().status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void endsAfterARefusalSinceNothingIsHeld() {
        var refused =
                after(
                        SagaStep.RESERVE,
                        Orders.pending(),
                        new StockRefused(Cancellation.of(CancellationCode.INSUFFICIENT_STOCK)));

        assertThat(refused.saga().isEnded()).isTrue();
        assertThat(refused.decision().next().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void cancelsADeclinedOrderAndAsksForNoMoneyBack() {
        var declined = after(SagaStep.AUTHORIZE, Orders.asked(), new Declined("card-declined"));
        var released = after(SagaStep.RELEASE, declined.decision().next(), new StockMoved());

        assertThat(declined.decision().next().cancellation())
                .isEqualTo(Cancellation.of(CancellationCode.PAYMENT_DECLINED));
        assertThat(released.saga().isEnded()).isTrue();
    }

    @Test
    void doubtsAPaymentThatWasNotAnsweredAndAsksAgain() {
        var doubted = after(SagaStep.AUTHORIZE, Orders.asked(), new NoAnswer("timeout"));

        assertThat(doubted.saga().step()).isEqualTo(SagaStep.AUTHORIZE);
        assertThat(doubted.saga().doubtful()).isTrue();
        assertThat(doubted.pause()).isPositive();
        assertThat(doubted.decision().next().payment().status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void letsStockExpireWhileTheProviderWasSurelyNotReached() {
        var away = after(SagaStep.AUTHORIZE, Orders.asked(), new NotReached("refused"));
        var unpinned = checkout.after(away.saga(), away.decision().next(), new StockMoved(), NOW);

        assertThat(away.saga().step()).isEqualTo(SagaStep.UNPIN);
        assertThat(unpinned.saga().step()).isEqualTo(SagaStep.PIN);
        assertThat(unpinned.pause()).isPositive();
        assertThat(unpinned.saga().attempts()).isEqualTo(1);
    }

    @Test
    void waitsWithoutAPinForAProviderThatNobodyCanAsk() {
        var waiting = after(SagaStep.PIN, Orders.asked(), new NotReached("away"));

        assertThat(waiting.saga().step()).isEqualTo(SagaStep.PIN);
        assertThat(waiting.pause()).isPositive();
    }

    @Test
    void givesUpAnOrderForWhichTheProviderCouldNeverBeAsked() {
        var late = NOW.plus(TTL).plusMillis(1);
        var saga = new Saga(Orders.ID, SagaStep.PIN, 40, false);

        var next = checkout.after(saga, Orders.asked(), new NotReached("away"), late);

        assertThat(next.saga().step()).isEqualTo(SagaStep.RELEASE);
    }

    @Test
    void takesTheSilenceOfTheCatalogForNoDoubtAboutThePayment() {
        var unheard = after(SagaStep.PIN, Orders.asked(), new NoAnswer("timeout"));
        var late = NOW.plus(TTL).plusMillis(1);

        var next = checkout.after(unheard.saga(), Orders.asked(), new NotReached("away"), late);

        assertThat(unheard.saga().doubtful()).isFalse();
        assertThat(next.saga().step()).isEqualTo(SagaStep.RELEASE);
    }

    @Test
    void keepsStockPinnedWhileAnAttemptMayHaveReachedTheProvider() {
        var saga = new Saga(Orders.ID, SagaStep.AUTHORIZE, 1, true);

        var next = checkout.after(saga, Orders.asked(), new NotReached("refused"), NOW);

        assertThat(next.saga().step()).isEqualTo(SagaStep.AUTHORIZE);
    }

    @Test
    void givesUpAnOrderThatNobodyCouldPayInTime() {
        var late = NOW.plus(TTL).plusMillis(1);
        var saga = new Saga(Orders.ID, SagaStep.AUTHORIZE, 40, false);

        var next = checkout.after(saga, Orders.asked(), new NotReached("refused"), late);

        assertThat(next.saga().step()).isEqualTo(SagaStep.RELEASE);
        assertThat(next.decision().next().cancellation())
                .isEqualTo(Cancellation.of(CancellationCode.RESERVATION_EXPIRED));
    }

    @Test
    void letsStockExpireWhileTheShopperHasToAct() {
        var asked = after(SagaStep.AUTHORIZE, Orders.asked(), new ActionRequired("http://p/1"));
        var unpinned = checkout.after(asked.saga(), asked.decision().next(), new StockMoved(), NOW);

        assertThat(asked.saga().step()).isEqualTo(SagaStep.UNPIN);
        assertThat(unpinned.saga().step()).isEqualTo(SagaStep.AWAIT_SHOPPER);
        assertThat(unpinned.decision().next().waitsForShopper()).isTrue();
    }

    @Test
    void pinsAgainBeforeItTakesWhatTheShopperApproved() {
        var waiting = Orders.asked().requireAction("http://p/1", NOW).next();
        var approved = after(SagaStep.AWAIT_SHOPPER, waiting, new Authorized("auth-1", "4242"));
        var pinned = after(SagaStep.PIN, approved.decision().next(), new StockMoved());

        assertThat(approved.saga().step()).isEqualTo(SagaStep.PIN);
        assertThat(pinned.saga().step()).isEqualTo(SagaStep.CAPTURE);
    }

    @Test
    void voidsWhatTheShopperApprovedTooLate() {
        var gone = after(SagaStep.PIN, Orders.authorized(), new StockGone());
        var released = after(SagaStep.RELEASE, gone.decision().next(), new StockMoved());
        var voided = after(SagaStep.RETURN_MONEY, released.decision().next(), new Voided());

        assertThat(gone.decision().next().cancellation())
                .isEqualTo(Cancellation.of(CancellationCode.RESERVATION_EXPIRED));
        assertThat(released.saga().step()).isEqualTo(SagaStep.RETURN_MONEY);
        assertThat(voided.saga().isEnded()).isTrue();
        assertThat(voided.decision().next().payment().status()).isEqualTo(PaymentStatus.VOIDED);
    }

    @Test
    void withdrawsFromAShopperWhoNeverActs() {
        var waiting = Orders.asked().requireAction("http://p/1", NOW).next();
        var late = NOW.plus(TTL).plusMillis(1);
        var saga = new Saga(Orders.ID, SagaStep.AWAIT_SHOPPER, 9, false);

        var next = checkout.after(saga, waiting, new ActionRequired("http://p/1"), late);

        assertThat(next.decision().next().cancellation())
                .isEqualTo(Cancellation.of(CancellationCode.RESERVATION_EXPIRED));
        assertThat(next.saga().step()).isEqualTo(SagaStep.RELEASE);
    }

    @Test
    void undoesTheResultOfAStepThatWasUnderWayWhenTheOrderWasCancelled() {
        var next = after(SagaStep.AUTHORIZE, Orders.cancelled(), new Authorized("auth-1", null));
        var released = after(SagaStep.RELEASE, next.decision().next(), new StockMoved());

        assertThat(next.decision().next().payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(next.saga().step()).isEqualTo(SagaStep.RELEASE);
        assertThat(released.saga().step()).isEqualTo(SagaStep.RETURN_MONEY);
    }

    @Test
    void refundsWhatTurnsOutToBeTakenWhenItIsVoided() {
        var next = after(SagaStep.RETURN_MONEY, Orders.cancelled(), new Captured(Orders.eur(3098)));

        assertThat(next.saga().step()).isEqualTo(SagaStep.REFUND);
        assertThat(next.decision().next().payment().held()).isEqualTo(Orders.eur(3098));
        assertThat(next.decision().next().payment().nextRefund().orElseThrow().amount())
                .isEqualTo(Orders.eur(3098));
    }

    @Test
    void turnsBackWhereverAnOrderThatIsOffIsTakenUp() {
        var saga = new Saga(Orders.ID, SagaStep.CAPTURE, 3, true);

        assertThat(CheckoutSaga.resume(saga, Orders.cancelled()).step())
                .isEqualTo(SagaStep.RELEASE);
        assertThat(CheckoutSaga.resume(saga, Orders.authorized())).isEqualTo(saga);
    }

    private Transition after(SagaStep step, Order order, StepOutcome outcome) {
        return checkout.after(new Saga(Orders.ID, step, 0, false), order, outcome, NOW);
    }
}

package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.NOW;
import static dev.souk.order.domain.Orders.eur;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.StockMoved;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** The way back, and where it ends. */
class CompensationsTest {

    private static final int ATTEMPTS = 10;
    private static final Stuck REFUSED = new Stuck(Stuck.Why.REFUSED, "closed");
    private static final Stuck EXHAUSTED = new Stuck(Stuck.Why.EXHAUSTED, "away");

    private final CheckoutSaga checkout = new CheckoutSaga(Duration.ofMinutes(10), ATTEMPTS);

    static Stream<Arguments> troubles() {
        return Stream.of(
                        at(SagaStep.RELEASE, Orders.cancelled()),
                        at(SagaStep.RETURN_MONEY, Orders.cancelled()),
                        at(SagaStep.REFUND, Orders.askedBack(1000)))
                .flatMap(
                        start ->
                                Stream.of(
                                        Arguments.of(start, new NoAnswer("away")),
                                        Arguments.of(start, new NotReached("away")),
                                        Arguments.of(start, new InProgress())));
    }

    record Start(SagaStep step, Order order) {}

    private static Start at(SagaStep step, Order order) {
        return new Start(step, order);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void isTriedAgainUntilItIsStuck(Start start, StepOutcome trouble) {
        var saga = saga(start.step());
        for (var attempt = 1; attempt < ATTEMPTS; attempt++) {
            var next = checkout.after(saga, start.order(), trouble, NOW);

            assertThat(next.saga().isStuck()).isFalse();
            assertThat(next.saga().step()).isEqualTo(start.step());
            assertThat(next.pause()).isPositive();
            saga = next.saga();
        }
        var last = checkout.after(saga, start.order(), trouble, NOW);

        assertThat(last.saga().isStuck()).isTrue();
        assertThat(last.isImmediate()).isFalse();
        assertThat(last.saga().step()).isEqualTo(start.step());
    }

    @Test
    void neverLeavesAForwardStepStuck() {
        var saga = new Saga(Orders.ID, SagaStep.CAPTURE, 10_000, true);

        assertThat(checkout.after(saga, Orders.authorized(), new NoAnswer("away"), NOW).saga())
                .isEqualTo(new Saga(Orders.ID, SagaStep.CAPTURE, 10_001, true));
    }

    @Test
    void isStuckAtOnceWhereTheProviderRefusesForGood() {
        for (var refusal :
                new StepOutcome[] {new NotCapturable("closed"), new Declined("closed")}) {
            var next = checkout.after(saga(SagaStep.REFUND), Orders.askedBack(1000), refusal, NOW);

            assertThat(next.saga().stuck()).isEqualTo(REFUSED);
            assertThat(next.decision().facts()).isEmpty();
        }
    }

    @Test
    void endsWhenEveryRefundIsMade() {
        var two =
                Orders.askedBack(1000).requestRefund(new UUID(1, 1), "more", eur(500), NOW).next();

        var first = checkout.after(saga(SagaStep.REFUND), two, new Refunded(eur(1000)), NOW);
        var second =
                checkout.after(first.saga(), first.decision().next(), new Refunded(eur(500)), NOW);

        assertThat(first.saga().step()).isEqualTo(SagaStep.REFUND);
        assertThat(first.decision().next().payment().refunded()).isEqualTo(eur(1000));
        assertThat(second.saga().isEnded()).isTrue();
        assertThat(second.decision().next().payment().refunded()).isEqualTo(eur(1500));
    }

    @Test
    void endsWhereNothingIsToBeGivenBack() {
        var next =
                checkout.after(saga(SagaStep.REFUND), Orders.confirmed(), new NothingToAsk(), NOW);

        assertThat(next.saga().isEnded()).isTrue();
        assertThat(next.decision().facts()).isEmpty();
    }

    @Test
    void releasesTheStockOfAnOrderThatWasCalledOffWhileARefundWasUnderWay() {
        var off = cancelled(Orders.askedBack(1000));

        var refunded = checkout.after(saga(SagaStep.REFUND), off, new Refunded(eur(1000)), NOW);
        var released =
                checkout.after(refunded.saga(), refunded.decision().next(), new StockMoved(), NOW);
        var rest = released.decision().next();
        var returned = checkout.after(released.saga(), rest, new Refunded(eur(2098)), NOW);

        assertThat(refunded.saga().step()).isEqualTo(SagaStep.RELEASE);
        assertThat(released.saga().step()).isEqualTo(SagaStep.REFUND);
        assertThat(rest.payment().nextRefund().orElseThrow().amount()).isEqualTo(eur(2098));
        assertThat(returned.saga().isEnded()).isTrue();
        assertThat(returned.decision().next().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void asksAgainUnderANewKeyWhenARefusedRefundIsRetried() {
        var order = Orders.askedBack(1000);

        var next = CheckoutSaga.retry(stuck(SagaStep.REFUND, REFUSED), order, NOW);

        assertThat(next.saga()).isEqualTo(saga(SagaStep.REFUND));
        assertThat(key(next.decision().next())).isNotEqualTo(key(order));
    }

    @Test
    void asksForTheOutcomeWhenAnUnansweredRefundIsRetriedOrGivenUp() {
        var order = Orders.askedBack(1000);
        var stuck = new Saga(Orders.ID, SagaStep.REFUND, ATTEMPTS, true, EXHAUSTED);
        var afresh = new Saga(Orders.ID, SagaStep.REFUND, 0, true);

        for (var next :
                new Transition[] {
                    CheckoutSaga.retry(stuck, order, NOW),
                    CheckoutSaga.compensate(stuck, order, NOW)
                }) {
            assertThat(next.saga()).isEqualTo(afresh);
            assertThat(next.decision().facts()).isEmpty();
        }
    }

    @Test
    void givesUpARefundThatIsRefusedWhenItIsCompensated() {
        var next =
                CheckoutSaga.compensate(
                        stuck(SagaStep.REFUND, REFUSED), Orders.askedBack(1000), NOW);

        assertThat(next.saga().isEnded()).isTrue();
        assertThat(next.decision().next().payment().refundable()).isEqualTo(eur(3098));
    }

    @Test
    void undoesOnceMoreWhenAnOrderThatIsOffIsCompensated() {
        var off = cancelled(Orders.confirmed()).requestReturn(NOW).next();

        for (var step : new SagaStep[] {SagaStep.RELEASE, SagaStep.RETURN_MONEY, SagaStep.REFUND}) {
            var next = CheckoutSaga.compensate(stuck(step, REFUSED), off, NOW);

            assertThat(next.saga()).isEqualTo(saga(SagaStep.RELEASE));
            assertThat(next.decision().next().payment().nextRefund()).isPresent();
        }
    }

    @Test
    void goesOnWhenAnOrderWithAStuckRefundIsCalledOff() {
        assertThat(CheckoutSaga.reopen(stuck(SagaStep.REFUND, REFUSED)))
                .isEqualTo(saga(SagaStep.RELEASE));
    }

    @Test
    void staysStuckWhenAnotherRefundIsAskedFor() {
        var stuck = stuck(SagaStep.REFUND, REFUSED);

        assertThat(CheckoutSaga.refund(stuck)).isEqualTo(stuck);
        assertThat(CheckoutSaga.refund(saga(SagaStep.ENDED))).isEqualTo(saga(SagaStep.REFUND));
    }

    private static String key(Order order) {
        return order.payment().nextRefund().orElseThrow().key();
    }

    private static Order cancelled(Order order) {
        return order.cancel(Cancellation.of(CancellationCode.BY_STAFF), NOW).next();
    }

    private static Saga saga(SagaStep step) {
        return stuck(step, null);
    }

    private static Saga stuck(SagaStep step, @Nullable Stuck stuck) {
        return new Saga(Orders.ID, step, 0, false, stuck);
    }
}

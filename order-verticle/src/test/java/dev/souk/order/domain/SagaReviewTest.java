package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What an ended saga does when its order is looked at again. */
class SagaReviewTest {

    private static final Saga ENDED = new Saga(Orders.ID, SagaStep.ENDED, 0, false);

    private final CheckoutSaga checkout = new CheckoutSaga(Duration.ofMinutes(10));

    @Test
    void looksAgainWhereMoneyWasTakenAfterAllAndGivesItBack() {
        var voided = voided();
        var reviewed = CheckoutSaga.review(ENDED, voided);
        assertThat(reviewed.step()).isEqualTo(SagaStep.RETURN_MONEY);

        var taken = checkout.after(reviewed, voided, new Captured(voided.total()), NOW);
        assertThat(taken.saga().step()).isEqualTo(SagaStep.REFUND);
        var order = taken.decision().next();
        assertThat(order.payment().held()).isEqualTo(order.total());

        var back = checkout.after(taken.saga(), order, new Refunded(order.total()), NOW);
        assertThat(back.saga().isEnded()).isTrue();
        assertThat(back.decision().next().payment().held().amount()).isZero();
    }

    @Test
    void endsAgainWhereNothingWasTakenAfterAll() {
        var voided = voided();
        var reviewed = CheckoutSaga.review(ENDED, voided);

        var again = checkout.after(reviewed, voided, new Voided(), NOW);

        assertThat(again.saga().isEnded()).isTrue();
        assertThat(again.decision().facts()).isEmpty();
    }

    @Test
    void leavesAnEndedSagaOfAConfirmedOrderEnded() {
        assertThat(CheckoutSaga.review(ENDED, Orders.confirmed())).isEqualTo(ENDED);
    }

    @Test
    void goesOnWithARefundWhoseSagaHasEnded() {
        assertThat(CheckoutSaga.review(ENDED, Orders.askedBack(1000)).step())
                .isEqualTo(SagaStep.REFUND);
    }

    private static Order voided() {
        return Orders.asked()
                .cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), NOW)
                .next()
                .voidPayment(NOW)
                .next();
    }
}

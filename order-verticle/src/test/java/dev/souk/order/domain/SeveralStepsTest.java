package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.OrderEvent.PaymentAuthorized;
import dev.souk.order.domain.OrderEvent.PaymentCaptured;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Steps that are taken one after the other and kept together. */
class SeveralStepsTest {

    private final CheckoutSaga checkout = new CheckoutSaga(Duration.ofMinutes(15));

    @Test
    void keepsWhatTheProviderTellsAgainOnlyTogetherWithTheEnd() {
        var authorized = after(SagaStep.AUTHORIZE, Orders.asked(), new Authorized("auth-1", null));
        var held = after(SagaStep.RESERVE, Orders.pending(), new StockHeld(Orders.lines()));

        assertThat(authorized.isVolatile()).isTrue();
        assertThat(held.isVolatile()).isFalse();
    }

    @Test
    void learnsSeveralStepsAtOnce() {
        var paid = checkout.after(paidFor(), Orders.asked(), NOW);
        var order = paid.decision().next();

        assertThat(paid.saga().isEnded()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(paid.decision().facts())
                .<Object>extracting(fact -> fact.event().getClass())
                .containsExactly(
                        PaymentAuthorized.class, PaymentCaptured.class, OrderConfirmed.class);
        assertThat(order.version()).isEqualTo(Orders.asked().version() + 3);
    }

    @Test
    void givesBackWhatWasTakenWhileSomebodyCancelledTheOrder() {
        var cancelled = Orders.asked().cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), NOW);

        var undone = checkout.after(paidFor(), cancelled.next(), NOW);
        var released = after(SagaStep.RELEASE, undone.decision().next(), new StockMoved());

        assertThat(undone.saga().step()).isEqualTo(SagaStep.RELEASE);
        assertThat(undone.decision().next().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(released.saga().step()).isEqualTo(SagaStep.REFUND);
    }

    /** The steps from the authorization to the confirmation, of which none was kept. */
    private static List<TakenStep> paidFor() {
        return List.of(
                taken(SagaStep.AUTHORIZE, new Authorized("auth-1", "4242")),
                taken(SagaStep.CAPTURE, new Captured(Orders.eur(3098))),
                taken(SagaStep.COMMIT_STOCK, new StockMoved()),
                taken(SagaStep.CONFIRM, new NothingToAsk()));
    }

    private static TakenStep taken(SagaStep step, StepOutcome outcome) {
        return TakenStep.of(new Saga(Orders.ID, step, 0, false), Orders.asked(), outcome, NOW, NOW);
    }

    private Transition after(SagaStep step, Order order, StepOutcome outcome) {
        return checkout.after(new Saga(Orders.ID, step, 0, false), order, outcome, NOW);
    }
}

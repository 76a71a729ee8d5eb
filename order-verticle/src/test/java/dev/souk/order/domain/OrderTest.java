package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.ID;
import static dev.souk.order.domain.Orders.NOW;
import static dev.souk.order.domain.Orders.eur;
import static dev.souk.order.domain.Orders.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.order.domain.OrderEvent.OrderCancelled;
import dev.souk.order.domain.OrderEvent.StockReserved;

import org.junit.jupiter.api.Test;

import java.util.List;

class OrderTest {

    @Test
    void beginsPendingWithAProvisionalTotal() {
        var order = Orders.pending();

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.total()).isEqualTo(eur(3098));
        assertThat(order.version()).isEqualTo(1);
    }

    @Test
    void takesThePricesOfTheReservation() {
        var dearer = List.of(new OrderLine(Orders.LAMP, "LAMP-1", "Lamp II", 2, eur(1500)));

        var order = Orders.pending().reserve(dearer, NOW).next();

        assertThat(order.status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(order.total()).isEqualTo(eur(3000));
        assertThat(order.lines()).isEqualTo(dearer);
        assertThat(order.reservedAt()).isEqualTo(NOW);
    }

    @Test
    void isOffWithTheNewTotalWhenThePriceIsNotTheExpectedOne() {
        var decision = Orders.pendingExpecting(eur(3000)).reserve(lines(), NOW);

        assertThat(decision.facts()).hasSize(2);
        assertThat(decision.facts().getFirst().event()).isInstanceOf(StockReserved.class);
        assertThat(decision.facts().getLast().event()).isInstanceOf(OrderCancelled.class);
        assertThat(decision.next().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(decision.next().total()).isEqualTo(eur(3098));
        assertThat(decision.next().payment().status()).isEqualTo(PaymentStatus.VOIDED);
    }

    @Test
    void goesOnWhenThePriceIsTheExpectedOne() {
        var order = Orders.pendingExpecting(eur(3098)).reserve(lines(), NOW).next();

        assertThat(order.status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void isNotConfirmedBeforeTheMoneyIsTaken() {
        assertThatThrownBy(() -> Orders.authorized().confirm(NOW))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("reserved");
        assertThat(Orders.captured().confirm(NOW).next().status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void mayBeCancelledUntilItIsOnItsWay() {
        for (var order : List.of(Orders.pending(), Orders.asked(), Orders.confirmed())) {
            var cause = Cancellation.of(CancellationCode.BY_STAFF);

            assertThat(order.cancel(cause, NOW).next().cancellation()).isEqualTo(cause);
        }
    }

    @Test
    void keepsTheFirstCauseOfItsCancellation() {
        var again = Orders.cancelled().cancel(Cancellation.of(CancellationCode.BY_STAFF), NOW);

        assertThat(again.facts()).isEmpty();
        assertThat(again.next().cancellation())
                .isEqualTo(Cancellation.of(CancellationCode.BY_CUSTOMER));
    }

    @Test
    void isVoidedAtOnceWhenNobodyWasAskedForMoney() {
        var order = Orders.pending().cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), NOW);

        assertThat(order.next().payment().status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(order.next().payment().mayHoldMoney()).isFalse();
    }

    @Test
    void mayHoldMoneyOnceTheProviderMayHaveBeenAsked() {
        assertThat(Orders.cancelled().payment().mayHoldMoney()).isTrue();
        assertThat(Orders.captured().payment().held()).isEqualTo(eur(3098));
    }

    @Test
    void learnsOfACaptureThatCameAfterItsCancellation() {
        var order = Orders.cancelled().authorize("auth-1", NOW).next();
        var taken = order.capture(order.total(), NOW).next();
        var back = taken.requestReturn(NOW).then(asked -> asked.refund(NOW)).next();

        assertThat(taken.payment().mayHoldMoney()).isTrue();
        assertThat(back.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(back.payment().mayHoldMoney()).isFalse();
        assertThat(back.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void decidesNothingWhenAMoveWasMadeBefore() {
        var order = Orders.confirmed();

        assertThat(order.reserve(lines(), NOW).facts()).isEmpty();
        assertThat(order.capture(order.total(), NOW).facts()).isEmpty();
        assertThat(order.requestPayment("other", NOW).facts()).isEmpty();
        assertThat(order.confirm(NOW).facts()).isEmpty();
    }

    @Test
    void refusesAnAuthorizationOfADeclinedPayment() {
        var declined = Orders.asked().decline("card-declined", NOW).next();

        assertThatThrownBy(() -> declined.authorize("auth-1", NOW))
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void refusesAHistoryWithAGapOrWithoutABeginning() {
        var facts = Orders.pending().reserve(lines(), NOW).facts();

        assertThatThrownBy(() -> Order.replay(ID, facts))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Order.replay(ID, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

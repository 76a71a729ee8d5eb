package dev.souk.order.app;

import static dev.souk.order.domain.Orders.eur;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.Fate.Happening;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.PaymentStatus;
import dev.souk.order.domain.Refund;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Money that goes back after the checkout, whatever happens meanwhile. */
class RefundTest {

    @Test
    void givesBackWhatIsAskedForInPartsAndNeverMore() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.run();

        assertThat(checkout.refund(1000)).isTrue();
        assertThat(checkout.refund(2000)).isTrue();
        assertThat(checkout.refund(99)).isFalse();
        checkout.run();

        assertThat(checkout.database.order().payment().refunded()).isEqualTo(eur(3000));
        assertThat(checkout.provider.held(Orders.ID.toString())).isEqualTo(98);
        checkout.assertRight();
    }

    @Test
    void isStuckWhereARefundIsRefusedAndGoesOnWithAHand() {
        var checkout = refusedRefund();
        checkout.provider.refusesRefunds = false;

        checkout.database.give((saga, order) -> CheckoutSaga.retry(saga, order, Orders.NOW));
        checkout.run();

        assertThat(checkout.database.order().payment().refunded()).isEqualTo(eur(1000));
        checkout.assertRight();
    }

    @Test
    void keepsTheMoneyOfARefusedRefundThatIsGivenUp() {
        var checkout = refusedRefund();

        checkout.database.give((saga, order) -> CheckoutSaga.compensate(saga, order, Orders.NOW));

        assertThat(checkout.database.saga().isEnded()).isTrue();
        assertThat(checkout.database.order().payment().refundable()).isEqualTo(eur(3098));
        checkout.assertRight();
    }

    @Test
    void givesEverythingBackWhenAnOrderWithARefusedRefundIsCalledOff() {
        var checkout = refusedRefund();
        checkout.provider.refusesRefunds = false;

        checkout.cancel();
        checkout.runUntilStuck();
        checkout.database.give((saga, order) -> CheckoutSaga.retry(saga, order, Orders.NOW));
        checkout.run();

        assertThat(checkout.database.order().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        checkout.assertRight();
    }

    private static Checkout refusedRefund() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.run();
        checkout.provider.refusesRefunds = true;
        assertThat(checkout.refund(1000)).isTrue();
        checkout.runUntilStuck();
        return checkout;
    }

    @Property(tries = 500)
    void givesBackExactlyWhatWasAskedForWhateverHappens(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("amounts") List<Integer> amounts,
            @ForAll("rounds") int cancelledAt,
            @ForAll long seed) {
        var checkout = new Checkout("tok_visa", seed);
        checkout.run();
        var spread = happenings.iterator();
        for (var node = 0; node < 6; node++) {
            checkout.add(new Fate(_ -> spread.hasNext() ? spread.next() : Happening.ANSWERED));
        }
        var asked = amounts.iterator();
        var round = new int[1];
        assertThat(checkout.refund(asked.next())).isTrue();

        checkout.run(
                () -> {
                    if (round[0]++ == cancelledAt) {
                        checkout.cancel();
                    }
                    if (asked.hasNext()) {
                        var _ = checkout.refund(asked.next());
                    }
                });

        checkout.assertRight();
        assertThat(checkout.database.order().payment().refunds())
                .allMatch(refund -> refund.status() == Refund.Status.REFUNDED);
    }

    @Provide
    Arbitrary<Integer> rounds() {
        return Arbitraries.integers().between(0, 40);
    }

    @Provide
    Arbitrary<List<Integer>> amounts() {
        return Arbitraries.integers().between(1, 2000).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(Happening.ANSWERED)),
                        Tuple.of(3, Arbitraries.of(Happening.class)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}

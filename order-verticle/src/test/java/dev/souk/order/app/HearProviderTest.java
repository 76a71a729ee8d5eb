package dev.souk.order.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.PaymentStatus;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** News of a payment counts for nothing, whenever and however often it comes. */
class HearProviderTest {

    @ParameterizedTest
    @ValueSource(strings = {"tok_visa", "tok_slow", "tok_timeout", "tok_declined"})
    void endsTheSameWhereNewsComesTwiceAtEveryMoment(String token) {
        var quiet = new Checkout(token, 7);
        quiet.run();
        var noisy = new Checkout(token, 7);
        noisy.run(
                () -> {
                    noisy.hear();
                    noisy.hear();
                });

        noisy.assertRight();
        assertThat(noisy.database.order().status()).isEqualTo(quiet.database.order().status());
    }

    @Property(tries = 200)
    void endsRightWhateverElseHappens(@ForAll long seed, @ForAll @IntRange(max = 12) int lost) {
        var checkout = new Checkout("tok_timeout", seed);
        checkout.add(
                new Fate(
                        number ->
                                number == lost
                                        ? Fate.Happening.ANSWER_LOST
                                        : Fate.Happening.ANSWERED));
        checkout.run(checkout::hear);

        checkout.assertRight();
    }

    @Test
    void changesNothingWhenItComesAfterTheEnd() {
        var checkout = new Checkout("tok_visa", 7);
        checkout.run();
        var before = checkout.database.order();

        checkout.hear();

        assertThat(checkout.database.order()).isEqualTo(before);
        assertThat(checkout.database.saga().isEnded()).isTrue();
        assertThat(checkout.provider.taken(Orders.ID.toString()))
                .isEqualTo(before.total().amount());
    }

    @Test
    void changesNothingWhenItComesBeforeTheShopperHasActed() {
        var checkout = new Checkout("tok_challenge", 7);
        checkout.run(
                () -> {
                    if (checkout.database.order().waitsForShopper()) {
                        checkout.hear();
                        assertThat(checkout.database.order().payment().status())
                                .isEqualTo(PaymentStatus.ACTION_REQUIRED);
                        checkout.provider.decide(Orders.ID.toString(), true);
                    }
                });

        checkout.assertRight();
        assertThat(checkout.database.order().status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void endsTheWaitForTheShopperAtOnce() {
        var checkout = new Checkout("tok_challenge", 7);
        checkout.run(
                () -> {
                    if (checkout.database.order().waitsForShopper()) {
                        checkout.provider.decide(Orders.ID.toString(), true);
                        checkout.hear();
                        assertThat(checkout.database.order().status())
                                .as("no time has passed")
                                .isEqualTo(OrderStatus.CONFIRMED);
                    }
                });

        checkout.assertRight();
    }
}

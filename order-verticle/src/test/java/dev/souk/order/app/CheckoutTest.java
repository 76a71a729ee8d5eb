package dev.souk.order.app;

import static dev.souk.order.domain.Orders.eur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.order.app.Fate.Happening;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Note.Attempt;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.PaymentStatus;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CheckoutTest {

    private static final int MESSAGES = 24;

    @ParameterizedTest
    @ValueSource(strings = {"tok_visa", "tok_slow", "tok_timeout"})
    void endsConfirmedAndTakesTheMoneyOnce(String token) {
        var checkout = new Checkout(token, 1);
        checkout.run();

        assertThat(checkout.database.order().status()).isEqualTo(OrderStatus.CONFIRMED);
        checkout.assertRight();
    }

    @Test
    void notesEveryAttemptWithWhatCameOfIt() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.run();

        assertThat(checkout.database.attempts)
                .extracting(Attempt::step, Attempt::outcome)
                .containsExactly(
                        tuple(SagaStep.RESERVE, "stock-held"),
                        tuple(SagaStep.PIN, "stock-moved"),
                        tuple(SagaStep.AUTHORIZE, "authorized"),
                        tuple(SagaStep.CAPTURE, "captured"),
                        tuple(SagaStep.COMMIT_STOCK, "stock-moved"),
                        tuple(SagaStep.CONFIRM, "done"));
    }

    @Test
    void leavesASagaAloneThatEndedBetweenItsClaimAndItsReading() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.run();

        var ended = checkout.database.order();
        var stale = new Saga(ended.id(), SagaStep.CAPTURE, 0, false);
        var slept = new SagaStore.Work(stale, ended, "tok_visa", 0, "");
        checkout.resume(
                slept, new Fate(message -> message == 0 ? Happening.LOST : Happening.ANSWERED));

        assertThat(checkout.database.givenBack()).isZero();
        assertThat(checkout.database.order()).isEqualTo(ended);
    }

    @Test
    void endsCancelledWhenThePaymentIsDeclined() {
        var checkout = new Checkout("tok_declined", 1);
        checkout.run();

        assertThat(checkout.database.order().payment().status()).isEqualTo(PaymentStatus.DECLINED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenAnotherTotalWasExpected() {
        var checkout = new Checkout("tok_visa", 1, Orders.placedEvent(eur(1)));
        checkout.run();

        assertThat(code(checkout)).isEqualTo(CancellationCode.PRICE_CHANGED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenThereIsNoStock() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.catalog.sellOut();

        checkout.run();

        assertThat(code(checkout)).isEqualTo(CancellationCode.INSUFFICIENT_STOCK);
        assertThat(checkout.provider.taken(Orders.ID.toString())).isZero();
        assertThat(checkout.catalog.available()).isZero();
    }

    @Test
    void endsConfirmedWhenTheShopperApproves() {
        var checkout = new Checkout("tok_challenge", 1);

        checkout.run(() -> decide(checkout, true));

        assertThat(checkout.database.order().status()).isEqualTo(OrderStatus.CONFIRMED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenTheShopperRefuses() {
        var checkout = new Checkout("tok_challenge", 1);

        checkout.run(() -> decide(checkout, false));

        assertThat(code(checkout)).isEqualTo(CancellationCode.PAYMENT_DECLINED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenTheShopperNeverActs() {
        var checkout = new Checkout("tok_challenge", 1);
        checkout.run();

        assertThat(code(checkout)).isEqualTo(CancellationCode.RESERVATION_EXPIRED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenTheShopperApprovesAfterTheStockIsGone() {
        var checkout = new Checkout("tok_challenge", 1);

        checkout.run(
                () -> {
                    if (checkout.database.order().waitsForShopper()) {
                        checkout.catalog.expireUnpinned();
                        decide(checkout, true);
                    }
                });

        assertThat(code(checkout)).isEqualTo(CancellationCode.RESERVATION_EXPIRED);
        checkout.assertRight();
    }

    @Test
    void endsCancelledWhenTheProviderIsNeverReached() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.providerIsAway = true;

        checkout.run(
                () ->
                        checkout.providerIsAway =
                                checkout.database.order().status() != OrderStatus.CANCELLED);

        assertThat(code(checkout)).isEqualTo(CancellationCode.RESERVATION_EXPIRED);
        checkout.assertRight();
    }

    @ParameterizedTest
    @EnumSource(
            value = Happening.class,
            names = {"DEATH_BEFORE", "DEATH_AFTER"})
    void isTakenOverWhereverANodeDies(Happening death) {
        for (var token : List.of("tok_visa", "tok_slow", "tok_timeout", "tok_declined")) {
            for (var at = 0; at < MESSAGES; at++) {
                var moment = at;
                var fate = new Fate(n -> n == moment ? death : Happening.ANSWERED);

                var checkout = new Checkout(token, at, fate);
                checkout.run();

                checkout.assertRight();
                assertThat(checkout.database.order().status())
                        .as("%s, death at %s", token, at)
                        .isEqualTo(expected(token));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Happening.class,
            names = {"NOT_SENT", "LOST", "ANSWER_LOST"})
    void goesOnWhicheverMessageIsLost(Happening loss) {
        for (var token : List.of("tok_visa", "tok_slow", "tok_timeout", "tok_declined")) {
            for (var at = 0; at < MESSAGES; at++) {
                var moment = at;
                var fate = new Fate(n -> n == moment ? loss : Happening.ANSWERED);

                var checkout = new Checkout(token, at, fate);
                checkout.run();

                checkout.assertRight();
                assertThat(checkout.database.order().status()).isEqualTo(expected(token));
            }
        }
    }

    @Test
    void isUndoneWheneverItIsCancelled() {
        for (var token : List.of("tok_visa", "tok_slow", "tok_timeout", "tok_challenge")) {
            for (var at = 0; at < 8; at++) {
                var moment = at;
                var round = new int[1];
                var fate = new Fate(n -> n % 7 == 2 ? Happening.LOST : Happening.ANSWERED);
                var checkout = new Checkout(token, at, fate);

                checkout.run(
                        () -> {
                            if (round[0]++ == moment) {
                                checkout.cancel();
                            }
                        });

                checkout.assertRight();
            }
        }
    }

    @Test
    void isUndoneAlsoAfterItWasConfirmed() {
        var checkout = new Checkout("tok_visa", 1);
        checkout.run();

        checkout.cancel();
        checkout.run();

        assertThat(checkout.database.order().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        checkout.assertRight();
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

    @Property(tries = 1_000)
    void endsRightWhateverHappens(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("tokens") String token,
            @ForAll("rounds") int cancelledAt,
            @ForAll long seed) {
        var checkout = new Checkout(token, seed);
        var spread = happenings.iterator();
        for (var node = 0; node < 6; node++) {
            checkout.add(new Fate(_ -> spread.hasNext() ? spread.next() : Happening.ANSWERED));
        }
        var round = new int[1];

        checkout.run(
                () -> {
                    if (round[0]++ == cancelledAt) {
                        checkout.cancel();
                    }
                    decide(checkout, seed % 2 == 0);
                });

        checkout.assertRight();
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                "tok_visa", "tok_slow", "tok_timeout", "tok_declined", "tok_challenge");
    }

    @Provide
    Arbitrary<Integer> rounds() {
        return Arbitraries.integers().between(0, 40);
    }

    private static void decide(Checkout checkout, boolean approves) {
        if (checkout.database.order().waitsForShopper()) {
            checkout.provider.decide(Orders.ID.toString(), approves);
        }
    }

    private static OrderStatus expected(String token) {
        return token.equals("tok_declined") ? OrderStatus.CANCELLED : OrderStatus.CONFIRMED;
    }

    private static @Nullable CancellationCode code(Checkout checkout) {
        var cancellation = checkout.database.order().cancellation();
        return cancellation == null ? null : cancellation.code();
    }
}

package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.NOW;
import static dev.souk.order.domain.Orders.eur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every move that people ask for, from every status. */
class FulfilmentTest {

    private static final Map<OrderStatus, Order> BY_STATUS =
            Map.of(
                    OrderStatus.PENDING, Orders.pending(),
                    OrderStatus.RESERVED, Orders.captured(),
                    OrderStatus.CONFIRMED, Orders.confirmed(),
                    OrderStatus.SHIPPED, Orders.shipped(),
                    OrderStatus.DELIVERED, Orders.delivered(),
                    OrderStatus.CANCELLED, Orders.cancelled());

    record Move(String name, Function<Order, Decision> make, List<OrderStatus> from) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Move> MOVES =
            List.of(
                    new Move(
                            "ship",
                            order -> order.ship("Caravan", "CV-0042", NOW),
                            List.of(OrderStatus.CONFIRMED)),
                    new Move("deliver", order -> order.deliver(NOW), List.of(OrderStatus.SHIPPED)),
                    new Move(
                            "refund",
                            order -> order.requestRefund(Orders.REFUND, "wish", eur(1), NOW),
                            List.of(
                                    OrderStatus.CONFIRMED,
                                    OrderStatus.SHIPPED,
                                    OrderStatus.DELIVERED)));

    static Stream<Arguments> legal() {
        return MOVES.stream()
                .flatMap(move -> move.from().stream().map(from -> Arguments.of(move, from)));
    }

    static Stream<Arguments> illegal() {
        return MOVES.stream()
                .flatMap(
                        move ->
                                Stream.of(OrderStatus.values())
                                        .filter(status -> !move.from().contains(status))
                                        .map(status -> Arguments.of(move, status)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("legal")
    void isMadeWhereItIsTheNextMove(Move move, OrderStatus from) {
        assertThat(move.make().apply(orderIn(from)).facts()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("illegal")
    void isRefusedAnywhereElse(Move move, OrderStatus from) {
        var order = orderIn(from);

        assertThatThrownBy(() -> move.make().apply(order))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining(from.code());
    }

    @Test
    void keepsHowAndWhenAnOrderWentAndCame() {
        var later = NOW.plus(Duration.ofDays(2));
        var order = Orders.shipped().deliver(later).next();

        assertThat(order.shipment()).isEqualTo(new Shipment("Caravan", "CV-0042", NOW, later));
        assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
    }

    @Test
    void isOneRefundHoweverOftenTheSameWishComes() {
        var asked = Orders.askedBack(1000);

        var again = asked.requestRefund(new UUID(1, 1), "wish", eur(1000), NOW);

        assertThat(again.facts()).isEmpty();
        assertThat(again.next().payment().refunds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3098,0", "1,3097", "3097,1", "1549,1549", "1000,1000"})
    void takesRefundsUntilEverythingIsAskedBack(long first, long second) {
        var asked = Orders.askedBack(first);

        if (second > 0) {
            asked = asked.requestRefund(new UUID(1, 1), "more", eur(second), NOW).next();
        }

        assertThat(asked.payment().refundable()).isEqualTo(eur(3098 - first - second));
        assertThat(asked.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @ParameterizedTest
    @CsvSource({"3098,1", "1,3098", "1549,1550", "3097,2", "0,3099"})
    void refusesARefundOfMoreThanIsLeft(long first, long second) {
        var order = first == 0 ? Orders.confirmed() : Orders.askedBack(first);

        assertThatThrownBy(() -> order.requestRefund(new UUID(1, 1), "more", eur(second), NOW))
                .isInstanceOfSatisfying(
                        RefundTooLarge.class,
                        refused -> assertThat(refused.left()).isEqualTo(eur(3098 - first)));
    }

    @Test
    void mayAskAgainForWhatTheProviderRefused() {
        var refused = Orders.askedBack(3098).refuseRefund("closed", NOW).next();

        assertThat(refused.payment().refundable()).isEqualTo(eur(3098));
        assertThat(refused.payment().refunds().getFirst().status())
                .isEqualTo(Refund.Status.REFUSED);
        assertThat(refused.requestRefund(new UUID(1, 1), "more", eur(3098), NOW).facts())
                .hasSize(1);
    }

    @Test
    void isPartiallyRefundedUntilAllOfItIsBack() {
        var once = Orders.askedBack(1000).refund(NOW).next();
        var twice = once.requestRefund(new UUID(1, 1), "rest", eur(2098), NOW).next();
        var whole = twice.refund(NOW).next();

        assertThat(once.payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(whole.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(whole.payment().refunded()).isEqualTo(eur(3098));
        assertThat(whole.status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void asksAProviderThatHasRefusedUnderAnotherKeyEachTime() {
        var order = Orders.askedBack(1000);
        var keys = new ArrayList<String>();
        for (var attempt = 0; attempt < 4; attempt++) {
            keys.add(order.payment().nextRefund().orElseThrow().key());
            order = order.repeatRefund(NOW).next();
        }

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(order.payment().refunds()).hasSize(1);
        assertThat(order.payment().refundable()).isEqualTo(eur(2098));
    }

    @Test
    void givesTheRestBackWhenItIsCalledOffAfterAPartWasRefunded() {
        var part = Orders.askedBack(1000).refund(NOW).next();
        var off = part.cancel(Cancellation.of(CancellationCode.BY_STAFF), NOW).next();

        var rest = off.requestReturn(NOW).next().payment().nextRefund().orElseThrow();

        assertThat(rest.amount()).isEqualTo(eur(2098));
        assertThat(rest.id()).isEqualTo(Orders.ID);
    }

    private static Order orderIn(OrderStatus status) {
        var order = BY_STATUS.get(status);
        if (order == null) {
            throw new IllegalStateException("no order that is " + status);
        }
        return order;
    }
}

package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

/** Whatever is tried on an order, in whatever order. */
class OrderPropertiesTest {

    /** Something that somebody may try. */
    enum Move {
        RESERVE,
        REQUEST,
        ACTION,
        DOUBT,
        AUTHORIZE,
        CAPTURE,
        DECLINE,
        VOID,
        REFUND,
        CONFIRM,
        CANCEL
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.of(Move.class).list().ofMaxSize(40);
    }

    @Property(tries = 2_000)
    void everyStateIsTheFoldOfItsFacts(@ForAll("moves") List<Move> moves) {
        var placed = Order.place(Orders.ID, Orders.placedEvent(null), Orders.NOW);
        var facts = new ArrayList<>(placed.facts());
        var order = placed.next();
        for (var move : moves) {
            var decision = attempt(order, move);
            facts.addAll(decision.facts());
            order = decision.next();

            assertThat(order).isEqualTo(Order.replay(Orders.ID, facts));
            assertThat(order.version()).isEqualTo(facts.size());
        }
    }

    @Property(tries = 2_000)
    void onlyLegalMovesAreEverMade(@ForAll("moves") List<Move> moves) {
        var order = Orders.pending();
        for (var move : moves) {
            var next = attempt(order, move).next();

            assertThat(next.status() == order.status() || order.status().mayBecome(next.status()))
                    .as("%s to %s", order.status(), next.status())
                    .isTrue();
            order = next;
        }
    }

    @Property(tries = 2_000)
    void noMoneyIsTakenTwiceNorMoreGivenBackThanWasTaken(@ForAll("moves") List<Move> moves) {
        var order = Orders.pending();
        for (var move : moves) {
            order = attempt(order, move).next();

            assertThat(order.payment().captured()).isLessThanOrEqualTo(order.total());
            assertThat(order.payment().held().isNegative()).isFalse();
        }
    }

    @Property(tries = 2_000)
    void aConfirmedOrderHasItsMoney(@ForAll("moves") List<Move> moves) {
        var order = Orders.pending();
        for (var move : moves) {
            order = attempt(order, move).next();

            if (order.status() == OrderStatus.CONFIRMED) {
                assertThat(order.payment().captured()).isEqualTo(order.total());
            }
        }
    }

    @Property(tries = 2_000)
    void theFactsOfEachTopicAreCountedWithoutGap(@ForAll("moves") List<Move> moves) {
        var order = Orders.pending();
        for (var move : moves) {
            var decision = attempt(order, move);
            var next = decision.next();
            var counted =
                    next.milestones()
                            - order.milestones()
                            + next.payment().facts()
                            - order.payment().facts();

            assertThat(counted).isEqualTo(decision.facts().size());
            order = next;
        }
    }

    private static Decision attempt(Order order, Move move) {
        try {
            return switch (move) {
                case RESERVE -> order.reserve(Orders.lines(), Orders.NOW);
                case REQUEST -> order.requestPayment("key", Orders.NOW);
                case ACTION -> order.requireAction("http://provider/1", Orders.NOW);
                case DOUBT -> order.doubtPayment(Orders.NOW);
                case AUTHORIZE -> order.authorize("auth-1", Orders.NOW);
                case CAPTURE -> order.capture(order.total(), Orders.NOW);
                case DECLINE -> order.decline("declined", Orders.NOW);
                case VOID -> order.voidPayment(Orders.NOW);
                case REFUND -> order.refundAll(Orders.NOW);
                case CONFIRM -> order.confirm(Orders.NOW);
                case CANCEL ->
                        order.cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), Orders.NOW);
            };
        } catch (IllegalTransition refused) {
            return Decision.none(order);
        }
    }
}

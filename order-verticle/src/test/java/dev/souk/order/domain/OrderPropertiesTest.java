package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Money;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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
        ASK_BACK,
        RETURN,
        REFUND,
        REPEAT,
        REFUSE,
        SHIP,
        DELIVER,
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
            assertThat(order.payment().refundable().isNegative()).isFalse();
        }
    }

    @Property(tries = 2_000)
    void theRefundsThatWereMadeAddUpToWhatWasGivenBack(@ForAll("moves") List<Move> moves) {
        var order = Orders.pending();
        for (var move : moves) {
            order = attempt(order, move).next();

            var made =
                    order.payment().refunds().stream()
                            .filter(refund -> refund.status() == Refund.Status.REFUNDED)
                            .mapToLong(refund -> refund.amount().amount())
                            .sum();
            assertThat(order.payment().refunded().amount()).isEqualTo(made);
        }
    }

    @Property(tries = 2_000)
    void theFoldFromAnySnapshotIsTheFoldFromTheStart(@ForAll("moves") List<Move> moves) {
        var placed = Order.place(Orders.ID, Orders.placedEvent(null), Orders.NOW);
        var facts = new ArrayList<>(placed.facts());
        var states = new ArrayList<>(List.of(placed.next()));
        for (var move : moves) {
            var decision = attempt(states.getLast(), move);
            facts.addAll(decision.facts());
            states.add(decision.next());
        }
        for (var snapshot : states) {
            var later = facts.subList((int) snapshot.version(), facts.size());

            assertThat(Order.resume(snapshot, later)).isEqualTo(states.getLast());
        }
    }

    @Property(tries = 2_000)
    void aRefundChangesNoStatus(@ForAll("moves") List<Move> moves) {
        var order = Orders.confirmed();
        for (var move : moves) {
            var next = attempt(order, move).next();
            if (!next.payment().refunds().equals(order.payment().refunds())) {
                assertThat(next.status()).isEqualTo(order.status());
            }
            order = next;
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

    /** A fourth of the total each time, under a name of its own. */
    private static Decision askBack(Order order) {
        var count = order.payment().refunds().size();
        return order.requestRefund(
                new UUID(7, count),
                "wish-" + count,
                new Money(order.total().amount() / 4 + 1, "EUR"),
                Orders.NOW);
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
                case ASK_BACK -> askBack(order);
                case RETURN -> order.requestReturn(Orders.NOW);
                case REFUND -> order.refund(Orders.NOW);
                case REPEAT -> order.repeatRefund(Orders.NOW);
                case REFUSE -> order.refuseRefund("refused", Orders.NOW);
                case SHIP -> order.ship("Caravan", "CV-0042", Orders.NOW);
                case DELIVER -> order.deliver(Orders.NOW);
                case CONFIRM -> order.confirm(Orders.NOW);
                case CANCEL ->
                        order.cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), Orders.NOW);
            };
        } catch (IllegalTransition | RefundTooLarge refused) {
            return Decision.none(order);
        }
    }
}

package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The ledger of one payment, whatever is tried on its order. */
class LedgerEntriesTest {

    /** Something that may happen to the money of an order. */
    enum Move {
        DOUBT,
        AUTHORIZE,
        CAPTURE,
        DECLINE,
        VOID,
        RETURN_ALL,
        ASK_PART,
        ASK_ANEW,
        GIVE_BACK,
        KEEP,
        CONFIRM,
        CANCEL
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.of(Move.class).list().ofMaxSize(40);
    }

    @Property(tries = 2_000)
    void addsUpToNothingAtAnyTime(@ForAll("moves") List<Move> moves) {
        var entries = new ArrayList<LedgerEntry>();
        var order = Orders.asked();
        for (var move : moves) {
            var decision = attempt(order, move);
            order = decision.next();
            for (var fact : decision.facts()) {
                var legs = LedgerEntries.of(order, fact);
                assertThat(sum(legs)).as("the legs of %s", fact).isZero();
                entries.addAll(legs);
            }

            assertThat(sum(entries)).isZero();
        }
    }

    @Property(tries = 2_000)
    void knowsWhatTheProviderHolds(@ForAll("moves") List<Move> moves) {
        var entries = new ArrayList<LedgerEntry>();
        var order = Orders.asked();
        for (var move : moves) {
            var decision = attempt(order, move);
            order = decision.next();
            for (var fact : decision.facts()) {
                entries.addAll(LedgerEntries.of(order, fact));
            }
            var held =
                    sum(
                            entries.stream()
                                    .filter(entry -> entry.account() == LedgerAccount.PROVIDER)
                                    .toList());

            assertThat(held).isEqualTo(order.payment().held().amount());
        }
    }

    @Property(tries = 500)
    void namesEachLegOnce(@ForAll("moves") List<Move> moves) {
        var entries = new ArrayList<LedgerEntry>();
        var order = Orders.asked();
        for (var move : moves) {
            var decision = attempt(order, move);
            order = decision.next();
            for (var fact : decision.facts()) {
                entries.addAll(LedgerEntries.of(order, fact));
            }
        }

        assertThat(entries)
                .extracting(entry -> List.of(entry.version(), entry.leg()))
                .doesNotHaveDuplicates();
    }

    @Test
    void booksACaptureUnderTheKeyByWhichTheProviderTookIt() {
        var authorized = Orders.authorized();
        var decision = authorized.capture(authorized.total(), Orders.NOW);
        var legs = LedgerEntries.of(decision.next(), decision.facts().getFirst());

        assertThat(legs)
                .extracting(LedgerEntry::account, LedgerEntry::amount, LedgerEntry::providerKey)
                .containsExactly(
                        tuple(LedgerAccount.PROVIDER, Orders.eur(3098), Orders.ID + ":capture"),
                        tuple(LedgerAccount.SHOPPER, Orders.eur(-3098), Orders.ID + ":capture"));
    }

    @Test
    void booksARefundUnderTheKeyByWhichTheProviderMadeIt() {
        var repeated = Orders.askedBack(1000).repeatRefund(Orders.NOW).next();
        var key = repeated.payment().nextRefund().orElseThrow().key();
        var decision = repeated.refund(Orders.NOW);

        assertThat(LedgerEntries.of(decision.next(), decision.facts().getFirst()))
                .extracting(LedgerEntry::account, LedgerEntry::amount, LedgerEntry::providerKey)
                .containsExactly(
                        tuple(LedgerAccount.PROVIDER, Orders.eur(-1000), key),
                        tuple(LedgerAccount.SHOPPER, Orders.eur(1000), key));
    }

    @Test
    void booksNoPromise() {
        var asked = Orders.asked();
        var decision = asked.authorize("auth-1", Orders.NOW);

        assertThat(LedgerEntries.of(decision.next(), decision.facts().getFirst())).isEmpty();
    }

    private static long sum(List<LedgerEntry> entries) {
        return entries.stream().mapToLong(entry -> entry.amount().amount()).sum();
    }

    private static Decision attempt(Order order, Move move) {
        try {
            return switch (move) {
                case DOUBT -> order.doubtPayment(Orders.NOW);
                case AUTHORIZE -> order.authorize("auth-1", Orders.NOW);
                case CAPTURE -> order.capture(order.total(), Orders.NOW);
                case DECLINE -> order.decline("declined", Orders.NOW);
                case VOID -> order.voidPayment(Orders.NOW);
                case RETURN_ALL -> order.requestReturn(Orders.NOW);
                case ASK_PART -> askPart(order);
                case ASK_ANEW -> order.repeatRefund(Orders.NOW);
                case GIVE_BACK -> order.refund(Orders.NOW);
                case KEEP -> order.refuseRefund("refused", Orders.NOW);
                case CONFIRM -> order.confirm(Orders.NOW);
                case CANCEL ->
                        order.cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), Orders.NOW);
            };
        } catch (IllegalTransition | RefundTooLarge refused) {
            return Decision.none(order);
        }
    }

    private static Decision askPart(Order order) {
        var id = new UUID(0, order.version());
        return order.requestRefund(id, id.toString(), Orders.eur(700), Orders.NOW);
    }
}

package dev.souk.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.Orders;

import org.junit.jupiter.api.Test;

/** What the comparison with the provider's books finds. */
class ReconcileIT extends ReconcileFixture {

    @Test
    void closesWhatAgreesWhicheverSideComesFirst() {
        var first = payments.captured();
        books.took(first.order().id(), TOTAL);
        round();
        payments.confirmed(first);
        var second = payments.authorized();
        books.took(second.order().id(), TOTAL);
        round();
        payments.confirmed(payments.capture(second));
        round();

        assertThat(openItems()).isZero();
        assertThat(differences()).isEmpty();
        assertThat(reconcile.unreconciledMinorUnits()).isZero();
    }

    @Test
    void closesARefundOfACancelledOrder() {
        var work = payments.cancelled(payments.captured());
        var id = work.order().id();
        books.took(id, TOTAL);
        round();
        payments.learn(
                work,
                order -> order.requestReturn(Orders.NOW).then(next -> next.refund(Orders.NOW)));
        books.gaveBack(id, id + ":cancel", TOTAL);
        round();
        round();

        assertThat(openItems()).isZero();
        assertThat(unresolved()).isEmpty();
    }

    @Test
    void reportsMoneyThatTheLedgerDoesNotHave() {
        var work = payments.authorized();
        books.took(work.order().id(), TOTAL);
        round();
        assertThat(differences()).as("it is too early").isEmpty();
        round();

        assertThat(unresolved()).containsExactly("missing-in-ledger 3098");
        assertThat(reconcile.unreconciledMinorUnits()).isEqualTo(TOTAL);
    }

    @Test
    void reportsMoneyThatTheProviderDoesNotHave() {
        payments.confirmed(payments.captured());
        round();
        round();

        assertThat(unresolved()).containsExactly("missing-at-provider 3098");
    }

    @Test
    void reportsAmountsThatDiffer() {
        var work = payments.captured();
        payments.confirmed(work);
        books.took(work.order().id(), TOTAL + 2);
        round();
        round();

        assertThat(unresolved()).containsExactly("amount-differs 2");
    }

    @Test
    void reportsARefundThatNobodyKnows() {
        var work = payments.captured();
        payments.confirmed(work);
        books.took(work.order().id(), TOTAL);
        books.gaveBack(work.order().id(), "by-hand", 500);
        round();
        round();

        assertThat(unresolved()).containsExactly("missing-in-ledger 500");
    }

    @Test
    void reportsMoneyOfAnOrderThatIsNotThere() {
        books.took(fixture.ids.next(), TOTAL);
        books.tookForNobody("ch_1", 700);
        round();
        round();

        assertThat(unresolved())
                .containsExactlyInAnyOrder("unknown-order 3098", "unknown-order 700");
    }

    @Test
    void reportsTakenMoneyWhoseOrderIsNotConfirmed() {
        var work = payments.captured();
        books.took(work.order().id(), TOTAL);
        round();
        round();

        assertThat(unresolved()).containsExactly("not-confirmed 3098");
    }

    @Test
    void reportsTakenMoneyOfACancelledOrderAlsoIfItAgreedBefore() {
        var work = payments.captured();
        books.took(work.order().id(), TOTAL);
        var confirmed = payments.confirmed(work);
        round();
        assertThat(openItems()).isZero();

        payments.cancelled(confirmed);
        round();
        round();

        assertThat(unresolved()).containsExactly("not-returned 3098");
    }

    @Test
    void keepsADifferenceAsResolvedWhenItHasGone() {
        var work = payments.authorized();
        books.took(work.order().id(), TOTAL);
        round();
        round();
        payments.confirmed(payments.capture(work));
        round();

        assertThat(unresolved()).isEmpty();
        assertThat(differences()).hasSize(1);
        assertThat(reconcile.unreconciledMinorUnits()).isZero();
    }
}

package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.order.app.Reconcile;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Orders;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Who compares, when, and what comes of it. */
class ReconcileTurnsIT extends ReconcileFixture {

    @Test
    void leavesTheTurnToOneNodeAndGoesOnWhereADeadOneWas() {
        var other = reconcile("node-2");
        books.took(fixture.ids.next(), TOTAL);
        round();
        await(other.round());
        assertThat(books.pagesRead()).as("one node at a time").isEqualTo(1);

        fixture.sql("UPDATE payment_readings SET until = clock_timestamp()");
        await(other.round());

        assertThat(books.linesRead()).as("nothing is read again").isEqualTo(1);
        assertThat(other.unreconciledMinorUnits()).isEqualTo(TOTAL);
    }

    @Test
    void refusesWhatANodeBooksThatHasLostItsTurn() {
        var one = store("node-1", Duration.ZERO);
        var lost = await(one.takeTurn()).orElseThrow();
        fixture.sql("UPDATE payment_readings SET until = clock_timestamp()");
        var page = await(books.with(fixture.ids.next(), TOTAL).statement("", 10, Duration.ZERO));
        assertThat(await(store("node-2", Duration.ZERO).takeTurn())).isPresent();

        assertThat(await(one.book(lost, page))).isEmpty();

        assertThat(openItems()).isZero();
        assertThat(cursor()).isEmpty();
    }

    @Test
    void countsNothingTwiceAndReadsEachLineOnce() {
        for (var i = 0; i < 101; i++) {
            books.took(fixture.ids.next(), 1);
        }
        round();
        round();
        round();

        assertThat(reconcile.unreconciledMinorUnits()).isEqualTo(101);
        assertThat(books.linesRead()).isEqualTo(101);
    }

    @Test
    void wakesTheSagaOfACancelledOrderWhoseMoneyWasTakenAfterAll() {
        var work = payments.cancelled(payments.authorized());
        var id = work.order().id();
        payments.end(work, order -> order.voidPayment(Orders.NOW));
        books.took(id, TOTAL);
        round();
        assertThat(step(id)).isEqualTo("ENDED");
        round();

        assertThat(step(id)).isEqualTo("RETURN_MONEY");
    }

    @Test
    void leavesTheSagaOfAConfirmedOrderEnded() {
        var work = payments.captured();
        var id = work.order().id();
        payments.end(work, order -> order.confirm(Orders.NOW));
        books.took(id, TOTAL + 1);
        round();
        round();

        assertThat(unresolved()).hasSize(1);
        assertThat(step(id)).isEqualTo("ENDED");
    }

    @Test
    void leavesASagaAloneThatANodeIsRunning() {
        var placed = fixture.placed(fixture.ids.next());
        books.took(placed.order().id(), TOTAL);
        round();
        round();

        payments.learn(placed, Decision::none);
        assertThat(step(placed.order().id())).as("its claim still held").isEqualTo("CONFIRM");
    }

    @Test
    void neverCountsAYoungDifference() {
        reconcile =
                new Reconcile(books, store("node-1", Duration.ofMinutes(1)), fixture.one.sagas());
        books.took(fixture.ids.next(), TOTAL);
        round();
        round();

        assertThat(differences()).isEmpty();
        assertThat(openItems()).isEqualTo(1);
    }

    @Test
    void saysNothingAboutTheProviderWhileItIsAway() {
        round();
        books.away = true;
        var work = payments.captured();
        payments.confirmed(work);
        assertThatThrownBy(this::round).isNotNull();
        assertThatThrownBy(this::round).isNotNull();

        assertThat(differences()).isEmpty();
    }
}

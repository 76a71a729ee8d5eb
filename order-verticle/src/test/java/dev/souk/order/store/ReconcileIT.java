package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.order.app.Reconcile;
import dev.souk.order.app.ReconciliationStore;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Orders;
import dev.souk.order.store.PgReconciliationStore.Reader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The comparison with the provider's books over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcileIT {

    private static final long TOTAL = 3098;

    @SuppressWarnings("NullAway.Init")
    private StoreFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Payments payments;

    @SuppressWarnings("NullAway.Init")
    private Books books;

    @SuppressWarnings("NullAway.Init")
    private Reconcile reconcile;

    @BeforeAll
    void open() {
        fixture = new StoreFixture();
        payments = new Payments(fixture);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void begin() {
        fixture.sql("TRUNCATE payment_readings, payment_open_items, payment_differences");
        books = new Books();
        reconcile = reconcile("node-1");
    }

    private Reconcile reconcile(String node) {
        return new Reconcile(books, store(node, Duration.ZERO), fixture.one.sagas());
    }

    private ReconciliationStore store(String node, Duration ripeAfter) {
        return new PgReconciliationStore(fixture.database, new Reader("books", node, ripeAfter));
    }

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

    private void round() {
        await(reconcile.round());
    }

    private long openItems() {
        return fixture.sql("SELECT 1 FROM payment_open_items").size();
    }

    private List<String> differences() {
        return rows("SELECT * FROM payment_differences");
    }

    private List<String> unresolved() {
        return rows("SELECT * FROM payment_differences WHERE resolved_at IS NULL");
    }

    private List<String> rows(String sql) {
        return fixture.sql(sql).stream()
                .map(row -> row.getString("kind") + " " + row.getLong("unreconciled_minor"))
                .toList();
    }

    private String cursor() {
        return fixture.sql("SELECT cursor FROM payment_readings").iterator().next().getString(0);
    }

    private String step(UUID id) {
        return fixture.sql("SELECT step FROM order_sagas WHERE order_id = $1", id)
                .iterator()
                .next()
                .getString("step");
    }
}

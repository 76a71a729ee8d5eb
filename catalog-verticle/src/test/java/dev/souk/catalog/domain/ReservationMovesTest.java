package dev.souk.catalog.domain;

import static dev.souk.catalog.domain.Samples.ANN;
import static dev.souk.catalog.domain.Samples.order;
import static dev.souk.catalog.domain.Samples.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

final class ReservationMovesTest {

    @ParameterizedTest(name = "{0} of {1} is done: {2}, and leaves {3}")
    @CsvSource({
        "PIN,HELD,true,PINNED",
        "PIN,PINNED,true,PINNED",
        "PIN,COMMITTED,true,COMMITTED",
        "PIN,REFUSED,false,REFUSED",
        "PIN,RELEASED,false,RELEASED",
        "PIN,EXPIRED,false,EXPIRED",
        "UNPIN,HELD,true,HELD",
        "UNPIN,PINNED,true,HELD",
        "UNPIN,COMMITTED,false,COMMITTED",
        "UNPIN,REFUSED,false,REFUSED",
        "UNPIN,RELEASED,false,RELEASED",
        "UNPIN,EXPIRED,false,EXPIRED",
        "COMMIT,HELD,true,COMMITTED",
        "COMMIT,PINNED,true,COMMITTED",
        "COMMIT,COMMITTED,true,COMMITTED",
        "COMMIT,REFUSED,false,REFUSED",
        "COMMIT,RELEASED,false,RELEASED",
        "COMMIT,EXPIRED,false,EXPIRED",
        "RELEASE,HELD,true,RELEASED",
        "RELEASE,PINNED,true,RELEASED",
        "RELEASE,COMMITTED,true,RELEASED",
        "RELEASE,REFUSED,true,REFUSED",
        "RELEASE,RELEASED,true,RELEASED",
        "RELEASE,EXPIRED,true,EXPIRED",
        "EXPIRE,HELD,true,EXPIRED",
        "EXPIRE,PINNED,false,PINNED",
        "EXPIRE,COMMITTED,false,COMMITTED",
        "EXPIRE,REFUSED,false,REFUSED",
        "EXPIRE,RELEASED,false,RELEASED",
        "EXPIRE,EXPIRED,true,EXPIRED"
    })
    void followsTheTable(Step step, State from, boolean done, State to) {
        var transition = Transition.of(from, true, step);

        assertThat(transition.done()).isEqualTo(done);
        assertThat(transition.next()).isEqualTo(to);
    }

    @Test
    void expiresNothingBeforeItsTime() {
        assertThat(Transition.of(State.HELD, false, Step.EXPIRE))
                .isEqualTo(new Transition(false, State.HELD, null));
    }

    @Test
    void refusesToMoveAnOrderNeverSeen() {
        var moves = new Moves(State.HELD);

        assertThat(moves.moves.decide(List.of(new Request(order(9), Step.COMMIT))))
                .containsExactly(new Result(order(9), false, null));
        assertThat(moves.moves.changed()).isEmpty();
    }

    @Test
    void sellsWhatWasHeld() {
        var moves = new Moves(State.PINNED);

        assertThat(moves.run(Step.COMMIT))
                .containsExactly(new Result(order(1), true, State.COMMITTED));
        assertThat(moves.stock()).isEqualTo(new Stock(product(1), StockMode.TRACKED, 6, 0, 4, 6));
        assertThat(moves.purchases.changes()).isEmpty();
    }

    @Test
    void takesSoldUnitsBack() {
        var moves = new Moves(State.PINNED);
        assertThat(moves.run(Step.COMMIT, Step.RELEASE)).allMatch(Result::done);

        assertThat(moves.stock()).isEqualTo(new Stock(product(1), StockMode.TRACKED, 10, 0, 0, 6));
        assertThat(moves.purchases.changes()).isEqualTo(Map.of(new Buyer(product(1), ANN), -4L));
    }

    @Test
    void givesCountedUnitsBackToAStockThatIsNotCountedAnyMore() {
        var moves = new Moves(State.PINNED, StockMode.UNTRACKED, true);
        assertThat(moves.run(Step.COMMIT, Step.RELEASE)).allMatch(Result::done);

        assertThat(moves.stock())
                .isEqualTo(new Stock(product(1), StockMode.UNTRACKED, 10, 0, 0, 6));
    }

    @Test
    void makesNoUnitsOfThoseThatNobodyCountedWhenTheyWereSold() {
        var moves = new Moves(State.PINNED, StockMode.TRACKED, false);
        assertThat(moves.run(Step.COMMIT, Step.RELEASE)).allMatch(Result::done);

        assertThat(moves.stock()).isEqualTo(new Stock(product(1), StockMode.TRACKED, 6, 0, 0, 6));
    }

    @Test
    void letsOneOfTwoRivalsWin() {
        var moves = new Moves(State.HELD);

        assertThat(moves.run(Step.RELEASE, Step.COMMIT, Step.PIN))
                .containsExactly(
                        new Result(order(1), true, State.RELEASED),
                        new Result(order(1), false, State.RELEASED),
                        new Result(order(1), false, State.RELEASED));
        assertThat(moves.book.entries()).hasSize(1);
    }

    @Property
    void losesAndMakesNoUnitWhateverIsAsked(@ForAll List<Step> steps) {
        var moves = new Moves(State.HELD);
        assertThat(moves.run(steps.toArray(Step[]::new))).hasSameSizeAs(steps);
        var stock = moves.stock();

        assertThat(stock.available() + stock.reserved() + stock.sold()).isEqualTo(10);
        var entries = moves.book.entries();
        assertThat(6 + entries.stream().mapToLong(LedgerEntry::availableDelta).sum())
                .isEqualTo(stock.available());
        assertThat(4 + entries.stream().mapToLong(LedgerEntry::reservedDelta).sum())
                .isEqualTo(stock.reserved());
        assertThat(entries.stream().mapToLong(LedgerEntry::soldDelta).sum())
                .isEqualTo(stock.sold());
    }

    @Property
    void changesNothingWhenAStepIsRepeated(@ForAll List<Step> steps, @ForAll Step last) {
        var once = new Moves(State.HELD);
        steps.add(last);
        var first = once.run(steps.toArray(Step[]::new)).getLast();
        var before = once.stock();
        var entries = once.book.entries().size();

        assertThat(once.run(last)).containsExactly(first);

        assertThat(once.stock()).isEqualTo(before);
        assertThat(once.book.entries()).hasSize(entries);
    }

    /** An order of four of ten units. */
    private static final class Moves {

        private final StockBook book;
        private final Purchases purchases = new Purchases(Map.of(new Buyer(product(1), ANN), 4L));
        private final ReservationMoves moves;

        Moves(State state) {
            this(state, StockMode.TRACKED, true);
        }

        Moves(State state, StockMode mode, boolean counted) {
            book = new StockBook(List.of(new Stock(product(1), mode, 6, 4, 0, 5)));
            moves =
                    new ReservationMoves(
                            List.of(
                                    new Reservation(
                                            order(1),
                                            ANN,
                                            state,
                                            List.of(new HeldLine(product(1), 4, counted)),
                                            true)),
                            book,
                            purchases);
        }

        List<Result> run(Step... steps) {
            return moves.decide(
                    java.util.Arrays.stream(steps)
                            .map(step -> new Request(order(1), step))
                            .toList());
        }

        Stock stock() {
            return Objects.requireNonNull(book.find(product(1)));
        }
    }
}

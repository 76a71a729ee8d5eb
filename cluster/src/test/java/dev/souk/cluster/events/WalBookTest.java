package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

final class WalBookTest {

    private static final PgSnapshot NOTHING = new PgSnapshot(3, 3, Set.of());

    @Test
    void confirmsATransactionWhenItsRowsAreDone() {
        var book = new WalBook(NOTHING);
        transaction(book, 10, 100, 1, 2);

        assertThat(ids(book)).containsExactly(1L, 2L);
        assertThat(book.confirmed()).isZero();
        book.done();
        assertThat(book.confirmed()).isEqualTo(100);
    }

    @Test
    void confirmsNothingOfATransactionThatIsNotReadWhole() {
        var book = new WalBook(NOTHING);
        transaction(book, 10, 100, 1);
        book.begin(11);
        book.row(row(2));

        assertThat(ids(book)).containsExactly(1L, 2L);
        book.done();
        assertThat(book.confirmed()).isEqualTo(100);
        book.received(150);
        assertThat(book.confirmed()).isEqualTo(100);
        book.commit(200);
        assertThat(book.confirmed()).isEqualTo(200);
    }

    @Test
    void gathersTheNextRowsWhileOthersAreUnderWay() {
        var book = new WalBook(NOTHING);
        transaction(book, 10, 100, 1);
        assertThat(ids(book)).containsExactly(1L);
        transaction(book, 11, 200, 2);

        assertThat(book.take()).isEmpty();
        book.done();
        assertThat(book.confirmed()).isEqualTo(100);
        assertThat(ids(book)).containsExactly(2L);
    }

    @Test
    void passesOverWhatWasSweptButConfirmsIt() {
        var book = new WalBook(PgSnapshot.parse("10:12:10"));
        transaction(book, 9, 100, 1);
        transaction(book, 11, 200, 2);
        assertThat(book.take()).isEmpty();
        assertThat(book.confirmed()).isEqualTo(200);

        transaction(book, 10, 300, 3);
        assertThat(ids(book)).containsExactly(3L);
    }

    @Test
    void followsTheServerWhileThereIsNothingToSend() {
        var book = new WalBook(NOTHING);
        book.received(50);
        assertThat(book.confirmed()).isEqualTo(50);

        transaction(book, 10, 100, 1);
        book.received(120);
        assertThat(book.confirmed()).isEqualTo(50);
        assertThat(ids(book)).containsExactly(1L);
        book.received(130);
        book.done();
        assertThat(book.confirmed()).isEqualTo(130);
    }

    @Test
    void knowsWhenAllOfABatchIsVisible() {
        var book = new WalBook(NOTHING);
        transaction(book, 10, 100, 1);
        transaction(book, 11, 200, 2);
        var batch = book.take().orElseThrow();

        assertThat(batch.isSeenBy(PgSnapshot.parse("11:12:11"))).isFalse();
        assertThat(batch.isSeenBy(PgSnapshot.parse("12:12:"))).isTrue();
        transaction(book, 12, 300, 3);
        book.done();
        assertThat(book.take().orElseThrow().writers()).containsExactly(12);
    }

    @Test
    void isFullAtTwoHundredRows() {
        var book = new WalBook(NOTHING);
        book.begin(10);
        LongStream.rangeClosed(1, 199).forEach(id -> book.row(row(id)));
        assertThat(book.isFull()).isFalse();
        book.row(row(200));
        assertThat(book.isFull()).isTrue();
        assertThat(ids(book)).hasSize(200);
        assertThat(book.isFull()).isFalse();
    }

    /** What a crash at any step would read again begins no later than the first row not sent. */
    @Property
    void neverConfirmsMoreThanWasSent(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 4) Integer> steps) {
        var book = new WalBook(NOTHING);
        var ends = new ArrayList<Long>();
        var sent = new ArrayList<Long>();
        var underWay = new ArrayList<Long>();
        var place = 0L;
        var written = 0L;
        var open = false;
        for (var step : steps) {
            place += 10;
            switch (step) {
                case 0 -> {
                    if (open) {
                        book.row(row(++written));
                        ends.add(Long.MAX_VALUE);
                    } else {
                        book.begin(10);
                        open = true;
                    }
                }
                case 1 -> {
                    if (open) {
                        book.commit(place);
                        var end = place;
                        ends.replaceAll(known -> known == Long.MAX_VALUE ? (Long) end : known);
                        open = false;
                    }
                }
                case 2 -> book.take().ifPresent(batch -> underWay.addAll(ids(batch)));
                case 3 -> {
                    if (book.isUnderWay()) {
                        book.done();
                        sent.addAll(underWay);
                        underWay.clear();
                    }
                }
                default -> book.received(place);
            }
            for (var row = 0; row < ends.size(); row++) {
                if (ends.get(row) <= book.confirmed()) {
                    assertThat(sent).contains(row + 1L);
                }
            }
        }
        assertThat(sent).isSorted().doesNotHaveDuplicates();
    }

    private static void transaction(WalBook book, int xid, long end, long... ids) {
        book.begin(xid);
        for (var id : ids) {
            book.row(row(id));
        }
        book.commit(end);
    }

    private static List<Long> ids(WalBook book) {
        return ids(book.take().orElseThrow());
    }

    private static List<Long> ids(WalBook.Batch batch) {
        return batch.rows().stream().map(OutboxRows.Waiting::id).toList();
    }

    private static OutboxRows.Waiting row(long id) {
        return new OutboxRows.Waiting(id, new OutboundRecord("t", "k", Map.of(), null));
    }
}

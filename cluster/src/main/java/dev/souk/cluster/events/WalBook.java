package dev.souk.cluster.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bookkeeping of a relay that reads the write-ahead log: which rows are to be sent next, and up
 * to which place everything has been. It does nothing itself, and knows no clock, thread or server.
 * Places grow; a batch may end within a transaction, its place is then the end of the one before.
 * Not for several threads.
 */
final class WalBook {

    /**
     * Rows that are sent together.
     *
     * @param writers the lower 32 bits of the ids of the transactions that wrote them
     */
    record Batch(List<OutboxRows.Waiting> rows, Set<Integer> writers) {

        /** Whether all of its rows are in the table of this moment, where nobody deleted them. */
        boolean isSeenBy(PgSnapshot snapshot) {
            return writers.stream().allMatch(snapshot::sees);
        }
    }

    private static final int ROWS = 200;
    private static final long BYTES = 2L * 1024 * 1024;

    private final PgSnapshot swept;
    private List<OutboxRows.Waiting> rows = new ArrayList<>();
    private Set<Integer> writers = new HashSet<>();
    private int writer;
    private long bytes;
    private boolean open;
    private boolean skipped;
    private boolean underWay;
    private long read;
    private long taken;
    private long confirmed;

    /**
     * @param swept the transactions whose rows have been sent already
     */
    WalBook(PgSnapshot swept) {
        this.swept = swept;
    }

    /** A transaction follows. */
    void begin(int xid) {
        open = true;
        writer = xid;
        skipped = swept.sees(xid);
    }

    /** A row of the transaction that has begun. */
    void row(OutboxRows.Waiting row) {
        if (!skipped) {
            rows.add(row);
            writers.add(writer);
            var body = row.record().body();
            bytes += body == null ? 0 : body.length();
        }
    }

    /** The transaction was read whole. */
    void commit(long end) {
        open = false;
        read = Math.max(read, end);
        settle();
    }

    /** The server has nothing for us before this place but what was read. */
    void received(long place) {
        if (!open) {
            read = Math.max(read, place);
            settle();
        }
    }

    /** Whether no more should be read for now. */
    boolean isFull() {
        return rows.size() >= ROWS || bytes >= BYTES;
    }

    /** The next rows to send; empty where there are none, or others are under way. */
    Optional<Batch> take() {
        if (underWay || rows.isEmpty()) {
            return Optional.empty();
        }
        var batch = new Batch(rows, writers);
        rows = new ArrayList<>();
        writers = new HashSet<>();
        bytes = 0;
        taken = read;
        underWay = true;
        return Optional.of(batch);
    }

    /** What was taken last is at the broker. */
    void done() {
        underWay = false;
        confirmed = Math.max(confirmed, taken);
        settle();
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Up to where the log isn't needed any more; 0 where that is not known yet. */
    long confirmed() {
        return confirmed;
    }

    private void settle() {
        if (!underWay && rows.isEmpty()) {
            confirmed = Math.max(confirmed, read);
        }
    }
}

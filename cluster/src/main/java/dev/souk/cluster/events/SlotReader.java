package dev.souk.cluster.events;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Reads from a slot on a thread of its own, which alone touches the connection and the book; rows
 * are handed to the event loop, one batch at a time, and the next one gathers meanwhile. The thread
 * says each second that it is alive, also while it may not read on.
 */
final class SlotReader {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(20).toNanos();
    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SETTLE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Slot slot;
    private final Context context;
    private final Function<WalBook.Batch, Future<Void>> sink;
    private final PgOutput output = new PgOutput();
    private final AtomicReference<@Nullable AsyncResult<Void>> sent = new AtomicReference<>();
    private final Promise<Integer> opened = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private final Thread thread;
    private volatile @Nullable WalBook book;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;
    private long pause = SHORTEST_PAUSE;
    private long reportedAt = System.nanoTime();

    /**
     * @param context where the sink is called
     * @param sink takes rows over; done when they need not be told again
     */
    SlotReader(Slot slot, Context context, Function<WalBook.Batch, Future<Void>> sink) {
        this.slot = slot;
        this.context = context;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name(slot.name()).unstarted(this::run);
    }

    /** Takes the slot; the future holds the server's process. Nothing is read yet. */
    Future<Integer> open() {
        thread.start();
        return opened.future();
    }

    /** Begins to read; what the snapshot saw is passed over. */
    void read(PgSnapshot swept) {
        book = new WalBook(swept);
        wake();
    }

    /** There may be something to read. From any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Ends after what is under way. From any thread. */
    void stop() {
        stopping = true;
        wake();
    }

    /** Ends because of this. From any thread. */
    void fail(Throwable cause) {
        failure = cause;
        stop();
    }

    /** Done when the slot is free again; fails where that was not asked for. */
    Future<Void> ended() {
        return ended.future();
    }

    private void run() {
        try (var stream = slot.read()) {
            var process = stream.process();
            context.runOnContext(_ -> opened.complete(process));
            while (!stopping) {
                turn(stream);
            }
            settle(stream);
        } catch (SQLException | RuntimeException broken) {
            failure = broken;
        }
        context.runOnContext(_ -> end(failure));
    }

    private void end(@Nullable Throwable cause) {
        if (cause == null) {
            opened.tryFail(new IllegalStateException("stopped"));
            ended.complete();
        } else {
            opened.tryFail(cause);
            ended.fail(cause);
        }
    }

    private void turn(SlotStream stream) throws SQLException {
        note(stream);
        if (readOne(stream)) {
            pause = SHORTEST_PAUSE;
            return;
        }
        handOver();
        if (System.nanoTime() - reportedAt > REPORT_NANOS) {
            reportedAt = System.nanoTime();
            stream.report();
        }
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
    }

    private boolean readOne(SlotStream stream) throws SQLException {
        var reading = book;
        if (reading == null || reading.isFull()) {
            return false;
        }
        var message = stream.next();
        if (message == null) {
            reading.received(stream.received());
            return false;
        }
        output.read(message, reading);
        return true;
    }

    private void handOver() {
        var reading = book;
        if (reading != null) {
            reading.take().ifPresent(batch -> context.runOnContext(_ -> send(batch)));
        }
    }

    private void send(WalBook.Batch batch) {
        Future.<Void>succeededFuture()
                .compose(_ -> sink.apply(batch))
                .onComplete(
                        done -> {
                            sent.set(done);
                            wake();
                        });
    }

    private void note(SlotStream stream) {
        var done = sent.getAndSet(null);
        var reading = book;
        if (done != null && reading != null) {
            if (done.failed()) {
                fail(done.cause());
            } else {
                reading.done();
            }
        }
        if (reading != null) {
            stream.confirm(reading.confirmed());
        }
    }

    /** What is under way may still end, and the server is told. */
    private void settle(SlotStream stream) throws SQLException {
        var limit = System.nanoTime() + SETTLE_NANOS;
        var reading = book;
        while (failure == null
                && reading != null
                && reading.isUnderWay()
                && System.nanoTime() < limit) {
            LockSupport.parkNanos(SHORTEST_PAUSE);
            note(stream);
        }
        stream.report();
    }
}

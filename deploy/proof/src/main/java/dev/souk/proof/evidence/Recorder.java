package dev.souk.proof.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Writes a history: a line when a call is made, and one when its client is told. Times come from
 * one clock that never goes back. Safe for use by several threads.
 */
public final class Recorder implements Closeable {

    private static final long FLUSH_EVERY_MICROS = 500_000;

    private final JsonLines.Writer out;
    private final LongSupplier micros;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private long lastId;
    private long lastFlush;

    /** Hears of each call's end, on the thread of its client. */
    public interface Listener {
        void ended(String call, long micros, Outcome outcome, Map<String, ?> told);
    }

    /** A call under way. */
    public record Begun(long id, String call, long at) {}

    /**
     * @param micros the microseconds since the run began
     */
    public Recorder(Path file, LongSupplier micros, Listener listener) throws IOException {
        this.out = new JsonLines.Writer(file);
        this.micros = micros;
        this.listener = listener;
    }

    /** A client is about to send something. */
    public Begun begin(String client, String call, Map<String, ?> asked) {
        lock.lock();
        try {
            var id = ++lastId;
            var at = micros.getAsLong();
            var line = new TreeMap<String, Object>(Map.of("id", id, "at", at, "client", client));
            line.put("call", call);
            line.put("asked", asked);
            write(line, at);
            return new Begun(id, call, at);
        } finally {
            lock.unlock();
        }
    }

    /** The client knows how it ended. */
    public void end(Begun begun, Outcome outcome, Map<String, ?> told) {
        var at = written(begun, outcome, told);
        listener.ended(begun.call(), at - begun.at(), outcome, told);
    }

    private long written(Begun begun, Outcome outcome, Map<String, ?> told) {
        lock.lock();
        try {
            var at = micros.getAsLong();
            var line = new TreeMap<String, Object>(Map.of("id", begun.id(), "at", at));
            line.put("outcome", outcome.word());
            line.put("told", told);
            write(line, at);
            return at;
        } finally {
            lock.unlock();
        }
    }

    /** Everything written until now can be read from the file. */
    public void flush() throws IOException {
        lock.lock();
        try {
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private void write(Map<String, ?> line, long at) {
        try {
            out.write(Row.of(line));
            if (at - lastFlush > FLUSH_EVERY_MICROS) {
                out.flush();
                lastFlush = at;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the history can't be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            out.close();
        } finally {
            lock.unlock();
        }
    }
}

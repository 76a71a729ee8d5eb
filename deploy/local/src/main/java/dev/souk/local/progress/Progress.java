package dev.souk.local.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a person what goes on, with the seconds since the start, and is never silent for long while
 * something is under way: after two quiet seconds it names what it waits for. Safe for use by
 * several threads.
 */
public final class Progress implements AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(200);

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Set<String> underWay = new LinkedHashSet<>();
    private final Thread heartbeat;
    private long lastWord = start;

    private Progress(PrintStream out) {
        this.out = out;
        this.heartbeat = Thread.ofVirtual().name("progress").start(this::beat);
    }

    /** Speaks where the command's result goes, too. */
    public static Progress toOutput() {
        return new Progress(System.out);
    }

    /** Leaves the standard output to the command's result. */
    public static Progress toError() {
        return new Progress(System.err);
    }

    /** One line, with the time. */
    public synchronized void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
        out.flush();
        lastWord = System.nanoTime();
    }

    /** Something takes its time from now on. */
    public synchronized void begins(String what) {
        underWay.add(what);
    }

    /** It is over. */
    public synchronized void ends(String what) {
        underWay.remove(what);
    }

    /** The seconds since the start. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        heartbeat.interrupt();
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(STEP);
                speakUp();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void speakUp() {
        if (!underWay.isEmpty() && System.nanoTime() - lastWord > QUIET.toNanos()) {
            say("… " + String.join(", ", underWay));
        }
    }
}

package dev.souk.proof.report;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;

/**
 * The terminal: a line for each thing that happens, and in between one that shows how the run goes,
 * written over and over on a terminal, and now and then elsewhere. Safe for use by several threads.
 */
public final class Console {

    private static final int EVERY = 5;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final long start = System.nanoTime();
    private long lives;
    private boolean isOpen;

    /**
     * @param isTerminal whether a line can be written over
     */
    public Console(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** One line, with the time. */
    public synchronized void say(String line) {
        close();
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
        out.flush();
    }

    /** How the load goes. */
    public synchronized void live(double seconds, String figures, Collection<String> faults) {
        lives++;
        show(
                "load %5.0f s  %s   %s".formatted(seconds, figures, String.join(", ", faults)),
                lives % EVERY == 0);
    }

    /** What is still waited for. */
    public synchronized void still(String what) {
        lives++;
        show("still under way: " + what, lives % EVERY == 0);
    }

    private void show(String line, boolean isDue) {
        if (isTerminal) {
            out.print(CLEAR + line);
            out.flush();
            isOpen = true;
        } else if (isDue) {
            say(line);
        }
    }

    private void close() {
        if (isOpen) {
            out.print(CLEAR);
            isOpen = false;
        }
    }
}

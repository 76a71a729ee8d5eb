package dev.souk.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what a running system will show sooner or later, and no longer than needed. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 25;

    private Eventually() {}

    /**
     * Returns when the condition holds.
     *
     * @param condition may throw, which counts as not yet
     * @throws AssertionError after 60 s, with the last exception as its cause
     */
    public static void holds(String what, Callable<Boolean> condition) {
        var limit = System.nanoTime() + PATIENCE.toNanos();
        var failure = new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
        while (System.nanoTime() < limit) {
            try {
                if (condition.call()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failure;
            } catch (Exception notYet) {
                failure = new AssertionError(failure.getMessage(), notYet);
            }
        }
        throw failure;
    }
}

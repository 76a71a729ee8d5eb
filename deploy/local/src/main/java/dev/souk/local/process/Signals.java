package dev.souk.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals to recorded processes and waits for their end. A process that is gone already is no
 * failure.
 */
public final class Signals {

    private static final Duration STEP = Duration.ofMillis(50);

    private final ProcessRecords records;

    public Signals(ProcessRecords records) {
        this.records = records;
    }

    /** Sends the signal, as {@code kill -s} names it, if the record's very process still lives. */
    public void send(String signal, ProcessRecord record) throws IOException, InterruptedException {
        if (records.isAlive(record)) {
            var _ =
                    new ProcessBuilder("kill", "-s", signal, Long.toString(record.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor(5, TimeUnit.SECONDS);
        }
    }

    /**
     * Asks the process to end cleanly, and ends it hard once the limit is over. Whether it went by
     * itself.
     */
    public boolean end(ProcessRecord record, Duration limit)
            throws IOException, InterruptedException {
        send(record.stopSignal(), record);
        if (awaitEnd(record, limit)) {
            return true;
        }
        send("KILL", record);
        var _ = awaitEnd(record, Duration.ofSeconds(10));
        return false;
    }

    /** Waits until the process has ended, or the limit is over. Whether it has ended. */
    public boolean awaitEnd(ProcessRecord record, Duration limit) throws InterruptedException {
        var start = System.nanoTime();
        while (records.isAlive(record)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }
}

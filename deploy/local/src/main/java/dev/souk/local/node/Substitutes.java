package dev.souk.local.node;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/**
 * The nodes that do a node's work once it has left. One that has just started runs code that isn't
 * compiled yet, which takes three times the processor time: left alone with a service's whole load,
 * it would answer late. A node is therefore let go only once another of its service has worked for
 * some time, as {@code minReadySeconds} has it in Kubernetes.
 */
public final class Substitutes {

    private static final Duration STEP = Duration.ofMillis(200);

    /** A node on a busy machine may fail a look at its health, or two. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Stack stack;
    private final Progress progress;

    public Substitutes(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /**
     * Returns once another node of the same service has been ready for that long. At once where
     * there is none, or where the node itself doesn't work: then nothing is gained by waiting. One
     * that is silent or unavailable counts as working until it has been so for some seconds.
     */
    public void await(ProcessRecord leaving, Duration minimum)
            throws IOException, InterruptedException {
        if (minimum.isZero() || !works(leaving)) {
            return;
        }
        var what =
                "another node of %s to have been ready for %d s before %s leaves"
                        .formatted(leaving.service(), minimum.toSeconds(), leaving.name());
        progress.begins(what);
        try {
            while (longestRunning(leaving).filter(other -> isYounger(other, minimum)).isPresent()) {
                Thread.sleep(STEP);
            }
        } finally {
            progress.ends(what);
        }
    }

    private Optional<ProcessRecord> longestRunning(ProcessRecord leaving)
            throws IOException, InterruptedException {
        var others = new ArrayList<ProcessRecord>();
        for (var record : stack.records().nodes()) {
            if (record.service().equals(leaving.service())
                    && !record.name().equals(leaving.name())
                    && works(record)) {
                others.add(record);
            }
        }
        return others.stream().min(Comparator.comparingLong(ProcessRecord::startTime));
    }

    private boolean works(ProcessRecord record) throws InterruptedException {
        for (var end = Instant.now().plus(BUSY); ; Thread.sleep(STEP)) {
            var state = state(record);
            if (state.works()) {
                return true;
            }
            if (!state.mayBeBusy() || Instant.now().isAfter(end)) {
                return false;
            }
        }
    }

    private ManagementPort.State state(ProcessRecord record) {
        return stack.records().isAlive(record)
                ? ManagementPort.state(record.port())
                : ManagementPort.State.STOPPED;
    }

    private static boolean isYounger(ProcessRecord record, Duration minimum) {
        return ManagementPort.readySince(record.port())
                .filter(since -> !since.plus(minimum).isAfter(Instant.now()))
                .isEmpty();
    }
}

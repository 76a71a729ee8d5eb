package dev.souk.local.node;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The nodes that do a node's work once it has left. One that has just started runs code that isn't
 * compiled yet, which takes three times the processor time: left alone with a service's whole load,
 * it would answer late. A node is therefore let go only once another of its service has run for
 * some time, as {@code minReadySeconds} has it in Kubernetes.
 */
public final class Substitutes {

    private static final Duration STEP = Duration.ofMillis(200);

    private final Stack stack;
    private final Progress progress;

    public Substitutes(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /**
     * Returns once another working node of the same service has run for that long. At once where
     * there is none, or where the node itself doesn't work: then nothing is gained by waiting.
     */
    public void await(ProcessRecord leaving, Duration minimum)
            throws IOException, InterruptedException {
        if (!works(leaving)) {
            return;
        }
        var what =
                "another node of %s to have run for %d s before %s leaves"
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

    private Optional<ProcessRecord> longestRunning(ProcessRecord leaving) throws IOException {
        return stack.records().nodes().stream()
                .filter(record -> record.service().equals(leaving.service()))
                .filter(record -> !record.name().equals(leaving.name()))
                .filter(this::works)
                .min(Comparator.comparingLong(ProcessRecord::startTime));
    }

    private boolean works(ProcessRecord record) {
        return stack.records().isAlive(record) && ManagementPort.state(record.port()).works();
    }

    /** One that has just ended is not waited for. */
    private static boolean isYounger(ProcessRecord record, Duration minimum) {
        return ProcessHandle.of(record.pid())
                .flatMap(process -> process.info().startInstant())
                .filter(start -> start.plus(minimum).isAfter(Instant.now()))
                .isPresent();
    }
}

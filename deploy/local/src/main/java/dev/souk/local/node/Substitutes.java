package dev.souk.local.node;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
        var longest = longestRunning(leaving);
        while (longest.isPresent() && age(longest.get()).compareTo(minimum) < 0) {
            var what =
                    "%s to have run for %d s before %s leaves"
                            .formatted(longest.get().name(), minimum.toSeconds(), leaving.name());
            progress.begins(what);
            Thread.sleep(STEP);
            progress.ends(what);
            longest = longestRunning(leaving);
        }
    }

    private Optional<ProcessRecord> longestRunning(ProcessRecord leaving) throws IOException {
        return others(leaving).stream()
                .filter(this::works)
                .min(Comparator.comparingLong(ProcessRecord::startTime));
    }

    private List<ProcessRecord> others(ProcessRecord leaving) throws IOException {
        return stack.records().nodes().stream()
                .filter(record -> record.service().equals(leaving.service()))
                .filter(record -> !record.name().equals(leaving.name()))
                .toList();
    }

    private boolean works(ProcessRecord record) {
        return stack.records().isAlive(record) && ManagementPort.state(record.port()).works();
    }

    /** How long the process has run; one that has just ended has run long enough. */
    private static Duration age(ProcessRecord record) {
        return ProcessHandle.of(record.pid())
                .flatMap(process -> process.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ofDays(1));
    }
}

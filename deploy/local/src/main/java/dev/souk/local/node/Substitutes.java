package dev.souk.local.node;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
     * none works, or where the node itself doesn't: then nothing is gained by waiting. One that is
     * silent or unavailable counts as working until it has been so for some seconds.
     */
    public void await(ProcessRecord leaving, Duration minimum)
            throws IOException, InterruptedException {
        if (minimum.isZero() || working(leaving).isEmpty()) {
            return;
        }
        var what =
                "another node of %s to have been ready for %d s before %s leaves"
                        .formatted(leaving.service(), minimum.toSeconds(), leaving.name());
        progress.begins(what);
        try {
            while (isToWait(leaving, minimum)) {
                Thread.sleep(STEP);
            }
        } finally {
            progress.ends(what);
        }
    }

    /** Whether others work, and none of them has been ready for long enough. */
    private boolean isToWait(ProcessRecord leaving, Duration minimum)
            throws IOException, InterruptedException {
        var othersWork = false;
        for (var record : stack.records().nodes()) {
            if (record.service().equals(leaving.service())
                    && !record.name().equals(leaving.name())) {
                var look = working(record);
                if (look.filter(seen -> seen.hasBeenReadyFor(minimum)).isPresent()) {
                    return false;
                }
                othersWork |= look.isPresent();
            }
        }
        return othersWork;
    }

    /** What the node says of itself; empty where it doesn't work. */
    private Optional<ManagementPort.Look> working(ProcessRecord record)
            throws InterruptedException {
        for (var end = Instant.now().plus(BUSY); ; Thread.sleep(STEP)) {
            var look = look(record);
            if (look.state().works()) {
                return Optional.of(look);
            }
            if (!look.state().mayBeBusy() || Instant.now().isAfter(end)) {
                return Optional.empty();
            }
        }
    }

    private ManagementPort.Look look(ProcessRecord record) {
        return stack.records().isAlive(record)
                ? ManagementPort.look(record.port())
                : ManagementPort.Look.without(ManagementPort.State.STOPPED);
    }
}

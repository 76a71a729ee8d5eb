package dev.souk.local.process;

import dev.souk.local.progress.Progress;
import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts processes, writes them down, and waits until they are ready. */
public final class Starter {

    private static final Duration STEP = Duration.ofMillis(150);
    private static final int LAST_LINES = 12;

    private final Stack stack;
    private final Progress progress;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What is started, and from what. */
    public record Plan(
            ProcessRecord draft,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Duration limit) {}

    /** Tells whether a process does its work: one quick question. */
    public interface Ready {
        boolean ask() throws IOException;
    }

    public Starter(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Starts the process and returns its record once it is ready. */
    public ProcessRecord start(Plan plan, Ready ready) throws IOException, InterruptedException {
        var name = plan.draft().name();
        progress.begins(name);
        try {
            var since = System.nanoTime();
            var record = launch(plan);
            await(record, plan.limit(), ready);
            progress.say(
                    "%s is ready (pid %d, %.1f s)"
                            .formatted(name, record.pid(), (System.nanoTime() - since) / 1e9));
            return record;
        } finally {
            progress.ends(name);
        }
    }

    /** Starts nothing any more: whoever still tries is refused. */
    public void close() {
        synchronized (closed) {
            closed.set(true);
        }
    }

    private ProcessRecord launch(Plan plan) throws IOException {
        var log = stack.folder().log(plan.draft().name());
        synchronized (closed) {
            if (closed.get()) {
                throw new Refused("stopped");
            }
            var pid =
                    stack.detached()
                            .start(plan.command(), plan.environment(), plan.directory(), log);
            var startTime = stack.procfs().startTime(pid).orElse(0);
            var record = plan.draft().startedAs(pid, startTime, plan.command());
            stack.records().keep(record);
            return record;
        }
    }

    private void await(ProcessRecord record, Duration limit, Ready ready)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        while (!ready.ask()) {
            if (!stack.records().isAlive(record)) {
                throw new StartFailed(
                        record.name()
                                + " ended while it started; its last words:"
                                + lastWords(record));
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new StartFailed(
                        "%s isn't ready after %d s; its last words:%s"
                                .formatted(record.name(), limit.toSeconds(), lastWords(record)));
            }
            Thread.sleep(STEP);
        }
    }

    private String lastWords(ProcessRecord record) throws IOException {
        var log = stack.folder().log(record.name());
        var lines = Files.exists(log) ? Tail.of(log, LAST_LINES) : List.<String>of();
        return "\n    "
                + String.join("\n    ", lines)
                + "\n  (all of it: deploy/souk logs "
                + record.name()
                + ")";
    }
}

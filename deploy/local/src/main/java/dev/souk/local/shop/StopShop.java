package dev.souk.local.shop;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Ends the shop: the nodes first, which drain, then the servers. Its data stays. */
public final class StopShop {

    private static final Duration NODE_LIMIT = Duration.ofSeconds(35);
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(30);

    private final Stack stack;
    private final Progress progress;

    public StopShop(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Ends every process of the folder and forgets it; how many had lived. */
    public int stop() throws IOException, InterruptedException {
        var alive = stack.records().alive();
        Files.deleteIfExists(stack.folder().readyMark());
        end(alive, ProcessRecord.Kind.NODE, NODE_LIMIT);
        end(alive, ProcessRecord.Kind.SERVER, SERVER_LIMIT);
        for (var record : stack.records().all()) {
            stack.records().forget(record.name());
        }
        return alive.size() + stack.strays().end();
    }

    private void end(List<ProcessRecord> all, ProcessRecord.Kind kind, Duration limit)
            throws InterruptedException {
        var tasks =
                all.stream()
                        .filter(record -> record.kind() == kind)
                        .<Callable<Boolean>>map(record -> () -> end(record, limit))
                        .toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = executor.invokeAll(tasks);
        }
    }

    private boolean end(ProcessRecord record, Duration limit)
            throws IOException, InterruptedException {
        progress.begins(record.name() + " ends");
        try {
            var clean = stack.signals().end(record, limit);
            progress.say(
                    record.name() + (clean ? " has ended" : " didn't end in time and was killed"));
            return clean;
        } finally {
            progress.ends(record.name() + " ends");
        }
    }
}

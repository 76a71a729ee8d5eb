package dev.souk.local.command;

import dev.souk.local.progress.Progress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Kills a process. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description =
                "Ends a node or a server at once (SIGKILL) and prints its name. `start` brings it"
                        + " back.")
final class Kill implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Mixin private FolderOption folder = new FolderOption();

    @Mixin private NameParameter name = new NameParameter();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var progress = Progress.toError()) {
            var stack = folder.parts(progress).stack();
            var record = name.find(stack);
            stack.signals().send("KILL", record);
            var _ = stack.signals().awaitEnd(record, LIMIT);
            System.out.println(record.name());
            return 0;
        }
    }
}

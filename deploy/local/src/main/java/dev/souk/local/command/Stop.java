package dev.souk.local.command;

import dev.souk.local.progress.Progress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Ends a process cleanly. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends a node or a server cleanly and prints its name. `start` brings it back.")
final class Stop implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(35);

    @Mixin private FolderOption folder = new FolderOption();

    @Mixin private NameParameter name = new NameParameter();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var progress = Progress.toError()) {
            var stack = folder.parts(progress).stack();
            var record = name.find(stack);
            progress.begins(record.name() + " ends");
            if (!stack.signals().end(record, LIMIT)) {
                progress.say(record.name() + " didn't end in time and was killed");
            }
            System.out.println(record.name());
            return 0;
        }
    }
}

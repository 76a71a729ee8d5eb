package dev.souk.local.command;

import dev.souk.local.node.Substitutes;
import dev.souk.local.progress.Progress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Removes a node. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Lets a node finish what it does, at most 30 s, and leave; prints its name once it"
                        + " has left. Where a service's other nodes have only just started, it"
                        + " waits first until one has warmed up.")
final class Remove implements Callable<Integer> {

    /** The node's own limit is 30 s; a little more until its process has ended. */
    private static final Duration LIMIT = Duration.ofSeconds(35);

    private static final int NOT_CLEAN = 3;

    @Mixin private FolderOption folder = new FolderOption();

    @Mixin private NameParameter name = new NameParameter();

    @Option(
            names = "--min-ready",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "how long another node of the service must have been ready (default:"
                            + " ${DEFAULT-VALUE}); 0 waits for none")
    private int minReady;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var progress = Progress.toError()) {
            var stack = folder.parts(progress).stack();
            var record = name.findNode(stack);
            new Substitutes(stack, progress).await(record, Duration.ofSeconds(minReady));
            progress.begins(record.name() + " drains");
            var clean = stack.signals().end(record, LIMIT);
            stack.records().forget(record.name());
            if (!clean) {
                progress.say(record.name() + " didn't end in time and was killed");
            }
            System.out.println(record.name());
            return clean ? 0 : NOT_CLEAN;
        }
    }
}

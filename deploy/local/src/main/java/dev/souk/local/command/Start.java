package dev.souk.local.command;

import dev.souk.local.node.NodePlan;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.progress.Progress;
import dev.souk.local.shop.Parts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Brings a process back. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Starts a node or a server that was killed or stopped, on its old ports, and prints"
                        + " its name, once it is ready; a node, once every gateway knows it.")
final class Start implements Callable<Integer> {

    @Mixin private FolderOption folder = new FolderOption();

    @Mixin private NameParameter name = new NameParameter();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var progress = Progress.toError()) {
            var parts = folder.parts(progress);
            var record = name.find(parts.stack());
            if (parts.stack().records().isAlive(record)) {
                progress.say(record.name() + " runs already (pid " + record.pid() + ")");
            } else {
                start(parts, record);
            }
            System.out.println(record.name());
            return 0;
        }
    }

    private static void start(Parts parts, ProcessRecord record)
            throws IOException, InterruptedException {
        switch (record.kind()) {
            case SERVER -> {
                var _ = parts.startServer().start(parts.servers().place(record.name()));
            }
            case NODE -> parts.startNode().awaitKnown(parts.startNode().start(NodePlan.of(record)));
        }
    }
}

package dev.souk.local.command;

import dev.souk.local.folder.FolderLock;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;
import dev.souk.local.shop.StopShop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;

/** Ends the shop. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description =
                "Ends the nodes, which finish what they do, then the servers. The data stays.")
final class Down implements Callable<Integer> {

    @Mixin private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var data = folder.folder();
        if (!Files.isDirectory(data.run())) {
            System.out.println("nothing runs in " + data.root());
            return 0;
        }
        try (var progress = Progress.toOutput();
                var _ = FolderLock.take(data, progress::say)) {
            var ended = new StopShop(new Stack(data), progress).stop();
            System.out.println(ended == 0 ? "nothing runs in " + data.root() : "down");
            return 0;
        }
    }
}

package dev.souk.local.command;

import dev.souk.local.process.Tail;
import dev.souk.local.progress.Refused;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Prints a log. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what a node or a server has said, also after its end.")
final class Logs implements Callable<Integer> {

    private static final long STEP_MILLIS = 200;

    @Mixin private FolderOption folder = new FolderOption();

    @Parameters(
            paramLabel = "NAME",
            description = "a node, as in order-1; or postgres, redis, kafka, mail, payments")
    private String name = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Only the last N lines.")
    private @Nullable Integer lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is said from now on.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var log = folder.folder().log(name);
        if (!log.normalize().startsWith(folder.folder().logs()) || Files.notExists(log)) {
            throw new Refused("there is no log of " + name + " in " + folder.folder().logs());
        }
        var end = Files.size(log);
        if (lines == null) {
            end = copy(log, 0);
        } else {
            Tail.of(log, lines).forEach(System.out::println);
        }
        while (follow) {
            Thread.sleep(STEP_MILLIS);
            end = copy(log, end);
        }
        return 0;
    }

    private static long copy(Path log, long from) throws IOException {
        try (var in = new RandomAccessFile(log.toFile(), "r")) {
            in.seek(Math.min(from, in.length()));
            var bytes = new byte[16_384];
            for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                System.out.write(bytes, 0, read);
            }
            System.out.flush();
            return in.getFilePointer();
        }
    }
}

package dev.souk.local.command;

import dev.souk.local.progress.Refused;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Starts the proof run, a program of its own that shares no code with the shop, and hands it all
 * arguments.
 */
@Command(
        name = "prove",
        description =
                "Runs a shop of its own under load and faults, and judges whether it kept its nine"
                        + " promises. Keeps its runs under --data=DIR, by default a new folder in"
                        + " .souk/proofs. `prove --help` says more.")
final class Prove implements Callable<Integer> {

    private static final String MAIN = "dev.souk.proof.command.ProveMain";

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var home = FolderOption.home();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-Dsouk.home=" + home));
        command.addAll(List.of("-cp", classPath(home), MAIN));
        command.addAll(arguments);
        return outcome(new ProcessBuilder(command).inheritIO().start());
    }

    /** The exit status. Whoever ends this process ends the run too, which ends its shop. */
    private static int outcome(Process run) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run), "souk-end-of-run"));
        return run.waitFor();
    }

    private static void end(Process run) {
        run.destroy();
        run.onExit().join();
    }

    private static String classPath(Path home) throws IOException {
        var target = home.resolve("deploy/proof/target");
        var others = target.resolve("classpath");
        if (Files.notExists(others)) {
            throw new Refused(others + " is missing: `deploy/souk up` builds it");
        }
        return target.resolve("classes") + ":" + Files.readString(others).strip();
    }
}

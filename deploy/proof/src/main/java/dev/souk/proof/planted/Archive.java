package dev.souk.proof.planted;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The archive beside a planted jar that lets its nodes start as fast as the others: a dozen nodes
 * that start without one take longer than the shop waits for them.
 */
final class Archive {

    private static final long LIMIT_SECONDS = 180;

    /** Those of the build's own archives; under others than a node's the JVM silently drops it. */
    private static final List<String> FLAGS =
            List.of(
                    "-Xlog:aot=error",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-AOTRecordTraining",
                    "--sun-misc-unsafe-memory-access=allow");

    private Archive() {}

    /** Makes it, unless there is one. Without it nodes start slowly, so its failure is no fault. */
    static void of(Path jar) throws IOException, InterruptedException {
        var archive = beside(jar);
        if (Files.exists(archive)) {
            return;
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:AOTCacheOutput=" + archive);
        command.addAll(FLAGS);
        command.addAll(List.of("-jar", jar.toString(), "--rehearse"));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Removes what was made for another state of the jar. */
    static void remove(Path jar) throws IOException {
        Files.deleteIfExists(beside(jar));
    }

    private static Path beside(Path jar) {
        var name = String.valueOf(jar.getFileName());
        return jar.resolveSibling(name.replaceFirst("[.]jar$", ".aot"));
    }
}

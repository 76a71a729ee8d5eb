package dev.souk.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs short programs to their end. */
final class Commands {

    private Commands() {}

    /** Runs the program; what it said is the failure's message where it fails. */
    static void run(List<String> command, Path directory) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (end(process) != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said.strip());
        }
    }

    /** Whether the program is there and ends well. */
    static boolean succeeds(List<String> command) {
        try {
            return end(
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start())
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static int end(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted", e);
        }
    }
}

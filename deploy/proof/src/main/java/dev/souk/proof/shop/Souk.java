package dev.souk.proof.shop;

import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code deploy/souk} on one data folder, as a person would use it. What it says goes
 * into a log beside the folder.
 */
public final class Souk {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration UP_LIMIT = Duration.ofMinutes(15);

    private final Path home;
    private final Path data;
    private final Path log;

    /**
     * @param home the folder of the project
     */
    public Souk(Path home, Path data, Path log) {
        this.home = home;
        this.data = data;
        this.log = log;
    }

    /** A command that didn't work. */
    public static final class Failed extends IOException {

        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /** Starts the shop and returns when it is ready. */
    public void up(List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = command("up", options);
        command.add("--detach");
        var _ = run(command, environment, UP_LIMIT);
    }

    /** Runs any other command, and gives what it printed. */
    public String run(String command, String... options) throws IOException, InterruptedException {
        return run(command(command, List.of(options)), Map.of(), LIMIT);
    }

    /** The shop as it is now. */
    public ShopStatus status() throws IOException, InterruptedException {
        return new ShopStatus(Row.parse(run("status", "--json")));
    }

    private List<String> command(String command, List<String> options) {
        var line = new ArrayList<>(List.of(home.resolve("deploy/souk").toString(), command));
        line.addAll(options);
        line.addAll(List.of("--data", data.toString()));
        return line;
    }

    private String run(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(log.getParent(), "souk", ".out");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(output.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Failed(String.join(" ", command) + " takes longer than " + limit);
            }
            var text = Files.readString(output);
            note(command, text);
            if (process.exitValue() != 0) {
                throw new Failed(
                        "%s ended with %d; see %s"
                                .formatted(String.join(" ", command), process.exitValue(), log));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private void note(List<String> command, String text) throws IOException {
        var isStatus = command.contains("status");
        Files.writeString(
                log,
                "> " + String.join(" ", command) + "\n" + (isStatus ? "" : text),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

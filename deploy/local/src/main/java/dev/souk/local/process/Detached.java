package dev.souk.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Starts processes that go on when their starter ends, by whatever signal: each leads a session of
 * its own, reads nothing, and appends what it says to a log file. Of the starter's environment it
 * gets only what every program needs.
 */
public final class Detached {

    /** The variable that marks every process of a data folder; its value is the folder. */
    public static final String MARK = "DEV_SOUK_FOLDER";

    private static final Pattern PASSED_ON =
            Pattern.compile("PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Path folder;

    public Detached(Path folder) {
        this.folder = folder;
    }

    /** Starts the command and returns its pid, which stays the same for as long as it lives. */
    public long start(
            List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        var line = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(command);
        var builder =
                new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
        builder.environment().putAll(new TreeMap<>(environment));
        builder.environment().put(MARK, folder.toString());
        return builder.start().pid();
    }
}

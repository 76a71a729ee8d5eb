package dev.souk.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command line that becomes one server: what is executed stays in the foreground, is the
 * process that the server's pid names, and needs no parent.
 *
 * @param environment added to, or replacing, the starter's own variables
 * @param stopSignal the signal that ends the server cleanly, as {@code kill -s} names it
 */
public record ServerLaunch(
        List<String> command, Map<String, String> environment, Path directory, String stopSignal) {

    public ServerLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}

package dev.souk.local.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a process that a command started: enough for any later command to find it, end
 * it and start it again.
 *
 * @param service the service of a node, {@code all} for the six in one, the server's own name
 *     otherwise
 * @param startTime in clock ticks since boot; with the pid it names one process, since pids come
 *     back
 * @param port where it is asked how it is: a node's management port, a server's own
 * @param url what its users connect to; a node without one answers on its management port only
 * @param ports every port it was given, by purpose, so that it comes back on the same ones
 */
public record ProcessRecord(
        String name,
        Kind kind,
        String service,
        String version,
        long pid,
        long startTime,
        int port,
        String url,
        List<String> args,
        Map<String, Integer> ports,
        String stopSignal) {

    /** What a process is to the shop. */
    public enum Kind {
        SERVER,
        NODE
    }

    public ProcessRecord {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        args = List.copyOf(args);
        ports = Map.copyOf(ports);
    }

    /** A port by its purpose. */
    public int port(String purpose) {
        return Objects.requireNonNull(ports.get(purpose), purpose);
    }

    /** The same, as another process. */
    public ProcessRecord startedAs(long newPid, long newStartTime, List<String> newArgs) {
        return new ProcessRecord(
                name,
                kind,
                service,
                version,
                newPid,
                newStartTime,
                port,
                url,
                newArgs,
                ports,
                stopSignal);
    }
}

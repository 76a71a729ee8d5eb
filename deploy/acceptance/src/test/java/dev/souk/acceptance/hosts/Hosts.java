package dev.souk.acceptance.hosts;

import dev.souk.acceptance.stack.NodeProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Three hosts on a network of their own, as network namespaces. Needs root, and {@code ip}. */
final class Hosts implements AutoCloseable {

    private static final int HOSTS = 3;
    private static final String NETWORK =
            "10.83.%d.".formatted(ProcessHandle.current().pid() % 250);
    private static final String NAME = "souk" + ProcessHandle.current().pid() % 100_000;

    private final List<Process> relays = new ArrayList<>();
    private final Path sockets;

    private Hosts(Path sockets) {
        this.sockets = sockets;
    }

    /** Whether this machine lets us have any. */
    static boolean arePossible() {
        try {
            var probe = NAME + "probe";
            return run("ip", "netns", "add", probe) == 0 && run("ip", "netns", "del", probe) == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** Makes them; on each, these ports of this machine's loopback are on its own loopback too. */
    static Hosts create(List<String> ports) throws IOException {
        var hosts = new Hosts(Files.createTempDirectory("souk-hosts"));
        must("ip", "link", "add", NAME, "type", "bridge");
        must("ip", "address", "add", NETWORK + "254/24", "dev", NAME);
        must("ip", "link", "set", NAME, "up");
        Relay.open(hosts.sockets, ports);
        for (var host = 1; host <= HOSTS; host++) {
            hosts.add(host, ports);
        }
        return hosts;
    }

    private void add(int host, List<String> ports) throws IOException {
        var space = space(host);
        must("ip", "netns", "add", space);
        must("ip", "link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space);
        must("ip", "link", "set", space, "master", NAME, "up");
        must("ip", "-n", space, "address", "add", address(host) + "/24", "dev", "eth0");
        must("ip", "-n", space, "link", "set", "eth0", "up");
        must("ip", "-n", space, "link", "set", "lo", "up");
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var relay =
                List.of(
                        NodeProcess.java(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        Relay.class.getName(),
                        sockets.toString());
        var command = on(host, Stream.concat(relay.stream(), ports.stream()).toList());
        relays.add(new ProcessBuilder(command).inheritIO().start());
    }

    /** The address of a host, 1 to 3. */
    String address(int host) {
        return NETWORK + host;
    }

    /** Starts a command on a host, with this environment and no other. */
    NodeProcess start(int host, List<String> command, Map<String, String> environment) {
        return NodeProcess.start(on(host, command), environment);
    }

    private static List<String> on(int host, List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", space(host)), command.stream())
                .toList();
    }

    private static String space(int host) {
        return NAME + "h" + host;
    }

    @Override
    public void close() throws IOException {
        relays.forEach(Process::destroyForcibly);
        for (var host = 1; host <= HOSTS; host++) {
            run("ip", "netns", "del", space(host));
        }
        run("ip", "link", "del", NAME);
    }

    private static void must(String... command) throws IOException {
        var status = run(command);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": status " + status);
        }
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

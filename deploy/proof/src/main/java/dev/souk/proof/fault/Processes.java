package dev.souk.proof.fault;

import dev.souk.proof.shop.ShopStatus;
import dev.souk.proof.shop.Souk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a shop: killed and frozen by their pids, since a fault is over before a command
 * has begun; started by the command, since only that knows how. Safe for use by several threads.
 */
final class Processes {

    private static final int LIMIT_SECONDS = 10;

    private final Souk souk;
    private volatile ShopStatus status;

    Processes(Souk souk, ShopStatus status) {
        this.souk = souk;
        this.status = status;
    }

    /** Ends a process at once (SIGKILL), and waits until it has ended. */
    void kill(String name) throws IOException, InterruptedException {
        var pid = pid(name);
        signal("KILL", pid);
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    void freeze(String name) throws IOException, InterruptedException {
        signal("STOP", pid(name));
    }

    void goOn(String name) throws IOException, InterruptedException {
        signal("CONT", pid(name));
    }

    /** Starts it again, on its old ports, and waits until it is ready. */
    void start(String name) throws IOException, InterruptedException {
        var _ = souk.run("start", name);
        look();
    }

    /** Has a node leave in good order. */
    void remove(String name) throws IOException, InterruptedException {
        var _ = souk.run("remove", name);
        look();
    }

    /** Adds a node of a service. */
    void add(String service) throws IOException, InterruptedException {
        var _ = souk.run("add", service);
        look();
    }

    /** The names of the nodes that a service has. */
    List<String> nodes(String service) {
        return status.nodes().stream()
                .filter(node -> node.service().equals(service))
                .map(ShopStatus.Node::name)
                .toList();
    }

    /** Learns how the shop is now. */
    void look() throws IOException, InterruptedException {
        status = souk.status();
    }

    /** The shop as it was at the last look. */
    ShopStatus status() {
        return status;
    }

    private long pid(String name) throws IOException {
        return status.pid(name).orElseThrow(() -> new IOException(name + " has no process"));
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start();
        if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("no signal " + signal + " to process " + pid);
        }
    }
}

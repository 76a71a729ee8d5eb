package dev.souk.proof.fault;

import dev.souk.proof.shop.ShopFolder;
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
    private static final int ATTEMPTS = 4;
    private static final int PAUSE_MILLIS = 1_000;

    private final Souk souk;
    private final ShopFolder shop;

    Processes(Souk souk, ShopFolder shop) {
        this.souk = souk;
        this.shop = shop;
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
        again(() -> souk.run("start", name));
    }

    /** Has a node leave in good order, and doesn't spare the shop: its substitute may be cold. */
    void remove(String name) throws IOException, InterruptedException {
        var _ = souk.run("remove", name, "--min-ready", "0");
    }

    /** Adds a node of a service. */
    void add(String service) throws IOException, InterruptedException {
        again(() -> souk.run("add", service));
    }

    /** The names of the nodes that a service has. */
    List<String> nodes(String service) throws IOException {
        return shop.processes().stream()
                .filter(process -> process.text("kind").equals("NODE"))
                .filter(node -> node.text("service").equals(service))
                .map(node -> node.text("name"))
                .sorted()
                .toList();
    }

    /** The shop as it is now. */
    ShopStatus status() throws IOException, InterruptedException {
        return souk.status();
    }

    private interface Command {
        String run() throws IOException, InterruptedException;
    }

    /** As a supervisor would: a node that finds its database away ends. */
    private static void again(Command command) throws IOException, InterruptedException {
        for (var attempt = 1; true; attempt++) {
            try {
                var _ = command.run();
                return;
            } catch (IOException failed) {
                if (attempt == ATTEMPTS) {
                    throw failed;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private long pid(String name) throws IOException {
        return shop.processes().stream()
                .filter(process -> process.text("name").equals(name))
                .map(process -> process.number("pid"))
                .filter(pid -> ProcessHandle.of(pid).isPresent())
                .findFirst()
                .orElseThrow(() -> new IOException(name + " has no process"));
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start();
        if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("no signal " + signal + " to process " + pid);
        }
    }
}

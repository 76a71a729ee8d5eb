package dev.souk.local.shop;

import dev.souk.local.config.Services;
import dev.souk.local.node.NodePlan;
import dev.souk.local.process.Ports;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.progress.Refused;
import dev.souk.local.server.Databases;
import dev.souk.local.server.Servers;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts the servers side by side, then the first node as soon as it has its database, then, once
 * it has founded the cluster, the others: nodes that start at the same moment would each found one,
 * and take longer to find one another than the first takes alone.
 */
public final class StartShop {

    private static final String RELAY = "SOUK_OUTBOX_RELAY";
    private static final Duration NODE_LIMIT = Duration.ofSeconds(30);

    private final Parts parts;
    private final ShopOptions options;

    public StartShop(Parts parts, ShopOptions options) {
        this.parts = parts;
        this.options = options;
    }

    /** Whether a complete shop runs already. */
    public static boolean isRunning(Parts parts) throws IOException {
        return Files.exists(parts.folder().readyMark())
                && parts.stack().records().nodes().stream()
                        .anyMatch(parts.stack().records()::isAlive);
    }

    /** Starts everything and returns when each node is ready and every door knows all nodes. */
    public void start() throws IOException, InterruptedException {
        clear();
        var firstPort = doorPort();
        parts.environment().keep(parts.folder());
        var plans = planNodes(firstPort);
        var servers = placeServers();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            start(tasks, servers, plans);
        }
    }

    private void start(ExecutorService tasks, List<Servers.Placed> servers, List<NodePlan> plans)
            throws IOException, InterruptedException {
        var starting = new LinkedHashMap<String, Future<ProcessRecord>>();
        for (var placed : servers) {
            starting.put(
                    placed.server().name(), tasks.submit(() -> parts.startServer().start(placed)));
        }
        var keys = tasks.submit(() -> parts.secrets().publicKeys(Services.NAMES));
        try {
            var _ =
                    await(
                            List.of(
                                    java.util.Objects.requireNonNull(starting.get("postgres")),
                                    keys));
            createDatabases();
            parts.startNode().trustAgain();
            startNodes(tasks, plans);
            var _ = await(starting.values());
        } catch (IOException | InterruptedException | RuntimeException failed) {
            parts.starter().close();
            starting.values().forEach(task -> task.cancel(true));
            tasks.shutdownNow();
            throw failed;
        }
    }

    private void startNodes(ExecutorService tasks, List<NodePlan> plans)
            throws IOException, InterruptedException {
        if (plans.isEmpty()) {
            return;
        }
        var starting = new ArrayList<Future<ProcessRecord>>();
        for (var plan : plans) {
            var node = tasks.submit(() -> parts.startNode().start(plan));
            if (starting.isEmpty()) {
                parts.startNode().awaitJoined(plan, node::isDone);
            }
            starting.add(node);
        }
        for (var record : await(starting)) {
            parts.startNode().awaitKnown(record);
        }
    }

    /**
     * Ends what an earlier command left half-done; servers that run are kept, and looked at when
     * their turn comes.
     */
    private void clear() throws IOException, InterruptedException {
        Files.deleteIfExists(parts.folder().readyMark());
        for (var record : parts.stack().records().all()) {
            if (!parts.stack().records().isAlive(record)) {
                parts.stack().records().forget(record.name());
            } else if (record.kind() == ProcessRecord.Kind.NODE) {
                parts.progress().say("ending " + record.name() + ", left by an earlier start");
                var _ = parts.stack().signals().end(record, NODE_LIMIT);
                parts.stack().records().forget(record.name());
            }
        }
        var strays = parts.stack().strays().end();
        if (strays > 0) {
            parts.progress().say("ended " + strays + " processes that nobody had written down");
        }
    }

    private int doorPort() {
        var wanted = options.firstPort();
        if (Ports.isFree(wanted)) {
            return wanted;
        }
        var holder = parts.stack().procfs().whoListens(wanted);
        if (options.port().isPresent()) {
            throw new Refused("port " + wanted + " is taken by " + holder);
        }
        parts.progress()
                .say("port " + wanted + " is taken by " + holder + "; the next free one is used");
        return wanted;
    }

    private List<Servers.Placed> placeServers() throws IOException {
        var placed = new ArrayList<Servers.Placed>();
        for (var name : Servers.NAMES) {
            var server = parts.servers().place(name);
            if (parts.stack().records().find(name).isEmpty()) {
                parts.stack().records().keep(server.draft());
            }
            placed.add(server);
        }
        return placed;
    }

    private List<NodePlan> planNodes(int firstPort) throws IOException {
        var plans = new ArrayList<NodePlan>();
        for (var entry : options.counts().entrySet()) {
            for (var i = 0; i < entry.getValue(); i++) {
                plans.add(parts.plans().next(entry.getKey(), firstPort));
            }
        }
        return plans;
    }

    private void createDatabases() throws IOException {
        parts.progress().begins("databases");
        var postgres = parts.stack().records().find("postgres").orElseThrow();
        var replicated = parts.environment().find(RELAY).filter("cdc"::equals).isPresent();
        new Databases(parts.secrets(), postgres.port()).create(replicated);
        parts.progress().ends("databases");
    }

    private static <T> List<T> await(java.util.Collection<? extends Future<? extends T>> tasks)
            throws IOException, InterruptedException {
        var results = new ArrayList<T>();
        for (var task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException failed) {
                throw unwrapped(failed);
            }
        }
        return results;
    }

    private static IOException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Refused refused -> throw refused;
            case RuntimeException bug -> throw bug;
            case IOException io -> io;
            case null -> new IOException(failed);
            default -> new IOException(failed.getCause());
        };
    }
}

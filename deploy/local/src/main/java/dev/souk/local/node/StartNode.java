package dev.souk.local.node;

import dev.souk.local.config.GivenJars;
import dev.souk.local.folder.OutsideServices;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.process.StartFailed;
import dev.souk.local.process.Starter;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Starts nodes, and waits until the shop's doors know them. */
public final class StartNode {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Duration STEP = Duration.ofMillis(150);

    private final Path home;
    private final Stack stack;
    private final Starter starter;
    private final NodeEnvironment environment;
    private final Progress progress;

    public StartNode(
            Path home,
            Stack stack,
            Starter starter,
            NodeEnvironment environment,
            Progress progress) {
        this.home = home;
        this.stack = stack;
        this.starter = starter;
        this.environment = environment;
        this.progress = progress;
    }

    /** Has running nodes trust a service from outside Souk, whose nodes may then be started. */
    public void trust(String service, Path jar) throws IOException {
        var file = jar.toAbsolutePath().normalize();
        new NodeJar(home, service, file).check();
        var _ = OutsideServices.of(stack.folder()).with(service, file, stack.folder());
        environment.publishKeys();
    }

    /** Has nodes trust the services from outside Souk that were added before. */
    public void trustAgain() throws IOException {
        if (!OutsideServices.of(stack.folder()).jars().isEmpty()) {
            environment.publishKeys();
        }
    }

    /** Starts the node and returns its record once it is ready to work. */
    public ProcessRecord start(NodePlan plan) throws IOException, InterruptedException {
        var jar = jar(plan.service());
        jar.check();
        var scratch = stack.folder().scratch(plan.name());
        var variables = new java.util.TreeMap<>(environment.of(plan));
        variables.put("MALLOC_ARENA_MAX", "2");
        var management = plan.port(NodePlan.MANAGEMENT);
        var command = behindServers(jar.command(scratch));
        return starter.start(
                new Starter.Plan(plan.draft(jar.version()), command, variables, scratch, LIMIT),
                () -> ManagementPort.state(management).works());
    }

    /**
     * Where processors are few, all nodes wait for the servers and for the commands: these come
     * first.
     */
    private static List<String> behindServers(List<String> command) {
        var line = new ArrayList<String>();
        if (Files.isExecutable(NICE)) {
            line.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        line.addAll(command);
        return line;
    }

    /**
     * Waits until a node that is being started is a member of the cluster, or its start has ended.
     */
    public void awaitJoined(NodePlan plan, BooleanSupplier ended) throws InterruptedException {
        var management = plan.port(NodePlan.MANAGEMENT);
        // A node answers there only once it has joined, and before its services start.
        while (ManagementPort.state(management) == ManagementPort.State.STARTING
                && !ended.getAsBoolean()) {
            Thread.sleep(STEP);
        }
    }

    /** Waits until each living door hears the node, and offers its service's paths. */
    public void awaitKnown(ProcessRecord node) throws IOException, InterruptedException {
        progress.begins("the gateways to know " + node.name());
        try {
            var start = System.nanoTime();
            while (!knownEverywhere(node)) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new StartFailed(
                            "a gateway doesn't know "
                                    + node.name()
                                    + " after "
                                    + LIMIT.toSeconds()
                                    + " s");
                }
                Thread.sleep(STEP);
            }
        } finally {
            progress.ends("the gateways to know " + node.name());
        }
    }

    private NodeJar jar(String service) throws IOException {
        var outside = OutsideServices.of(stack.folder()).jar(service);
        return GivenJars.kept(stack.folder())
                .jar(service)
                .or(() -> outside)
                .map(file -> new NodeJar(home, service, file))
                .orElseGet(() -> NodeJar.of(home, service));
    }

    private boolean knownEverywhere(ProcessRecord node) throws IOException {
        return doors().stream().allMatch(door -> knows(door.port(), node.name()));
    }

    /** A gateway that hears a node may still be fetching the paths of its service. */
    private static boolean knows(int door, String node) {
        return ManagementPort.directory(door).contains(node) && ManagementPort.routesAll(door);
    }

    private List<ProcessRecord> doors() throws IOException {
        return stack.records().nodes().stream()
                .filter(record -> record.ports().containsKey(NodePlan.HTTP))
                .filter(stack.records()::isAlive)
                .filter(record -> ManagementPort.state(record.port()).works())
                .toList();
    }
}

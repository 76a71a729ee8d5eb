package dev.souk.proof.fault;

import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Recorder;
import dev.souk.proof.fault.ProviderProxy.Manner;
import dev.souk.proof.plan.Fault;
import dev.souk.proof.plan.FaultKind.Lane;
import dev.souk.proof.shop.ShopFolder;
import dev.souk.proof.shop.ShopStatus;
import dev.souk.proof.shop.Souk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does the faults of a plan, each at its time and each undone before the next of its lane, and
 * writes them into the history beside the clients' calls.
 */
public final class Injector {

    private static final String BUS_FAULTS = "SOUK_BUS_FAULTS";

    private final ShopFolder shop;
    private final Map<String, Integer> nodes;
    private final Processes processes;
    private final ProviderProxy proxy;
    private final LiveSettings live;
    private final Recorder recorder;
    private final Consumer<String> says;
    private final Set<String> underWay = new ConcurrentSkipListSet<>();
    private final Set<String> frozen = new ConcurrentSkipListSet<>();
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean isOver;

    /**
     * What faults are done to.
     *
     * @param nodes how many each service should have
     */
    public record Target(
            Souk souk, ShopFolder shop, Map<String, Integer> nodes, ProviderProxy proxy) {}

    /**
     * @param says hears a line for each thing that doesn't go as planned
     */
    public Injector(Target target, Recorder recorder, Consumer<String> says) {
        this.shop = target.shop();
        this.nodes = Map.copyOf(target.nodes());
        this.processes = new Processes(target.souk(), target.shop());
        this.proxy = target.proxy();
        this.live = new LiveSettings(target.shop().live());
        this.recorder = recorder;
        this.says = says;
    }

    /** Begins with the plan; returns at once. */
    public void start(List<Fault> plan) {
        var begun = System.nanoTime();
        Arrays.stream(Lane.values())
                .map(lane -> plan.stream().filter(fault -> fault.kind().lane() == lane).toList())
                .forEach(faults -> lanes.add(Thread.ofVirtual().start(() -> doAll(faults, begun))));
    }

    /** What is broken now. */
    public Set<String> underWay() {
        return new TreeSet<>(underWay);
    }

    /** Begins no fault any more, and waits until those under way are healed. */
    public void stop() throws InterruptedException {
        isOver = true;
        for (var lane : lanes) {
            lane.join();
        }
    }

    /**
     * Ends all that may be left of faults, starts what has no process, and adds what is missing.
     */
    public ShopStatus heal() throws IOException, InterruptedException {
        proxy.pass(Manner.WELL);
        live.put(BUS_FAULTS, "off");
        for (var name : Set.copyOf(frozen)) {
            processes.goOn(name);
        }
        for (var name : processes.status().dead()) {
            says.accept(name + " had ended and is started");
            processes.start(name);
        }
        for (var wanted : nodes.entrySet()) {
            addMissing(wanted.getKey(), wanted.getValue());
        }
        return processes.status();
    }

    private void addMissing(String service, int wanted) throws IOException, InterruptedException {
        for (var count = processes.nodes(service).size(); count < wanted; count++) {
            says.accept("a node of " + service + " is missing and is added");
            processes.add(service);
        }
    }

    private void doAll(List<Fault> faults, long begun) {
        try {
            for (var fault : faults) {
                var left = fault.at().toNanos() - (System.nanoTime() - begun);
                if (left > 0) {
                    Thread.sleep(Duration.ofNanos(left));
                }
                if (!isOver) {
                    one(fault);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void one(Fault fault) throws InterruptedException {
        var name = fault.kind().word() + " " + fault.target();
        underWay.add(name);
        var asked = Map.of("target", fault.target(), "millis", fault.length().toMillis());
        var begun = recorder.begin(Operation.FAULTS, fault.kind().word(), asked);
        try {
            act(fault);
            recorder.end(begun, Outcome.OK, Map.of());
        } catch (IOException | RuntimeException failed) {
            says.accept(name + " didn't go as planned: " + failed.getMessage());
            var why = String.valueOf(failed.getMessage());
            recorder.end(begun, Outcome.UNKNOWN, Map.of("error", why));
        } finally {
            underWay.remove(name);
        }
    }

    private void act(Fault fault) throws IOException, InterruptedException {
        var target = fault.target();
        switch (fault.kind()) {
            case KILL_NODE -> killFor(present(target), fault);
            case KILL_POSTGRES, KILL_REDIS, KILL_KAFKA, KILL_MAIL, KILL_PAYMENTS ->
                    killFor(target, fault);
            case FREEZE_NODE -> freezeFor(present(target), fault);
            case FREEZE_KAFKA -> freezeFor(target, fault);
            case REBALANCE -> rebalance(target);
            case REDELIVER -> redeliver(target);
            case FLUSH_REDIS -> RedisLine.flush(shop);
            case SLOW_PAYMENTS -> passFor(Manner.LATE, fault);
            case FAILING_PAYMENTS -> passFor(Manner.FAILING, fault);
            case LYING_PAYMENTS -> passFor(Manner.LYING, fault);
            case MUTE_PAYMENTS -> passFor(Manner.MUTE, fault);
            case DOUBLED_PAYMENTS -> passFor(Manner.DOUBLED, fault);
            case CUT_NODE -> disturbFor("cut=" + present(target), fault);
            case LOSSY_BUS -> disturbFor("drop=10", fault);
            case LATE_BUS -> disturbFor("delay=30@400", fault);
            case DOUBLED_BUS -> disturbFor("double=30", fault);
        }
    }

    /** The node of that name, or one of its service where nodes have come and gone since. */
    private String present(String node) throws IOException {
        var others = processes.nodes(node.substring(0, node.lastIndexOf('-')));
        return others.contains(node) || others.isEmpty() ? node : others.getLast();
    }

    private void killFor(String name, Fault fault) throws IOException, InterruptedException {
        processes.kill(name);
        Thread.sleep(fault.length());
        processes.start(name);
    }

    private void freezeFor(String name, Fault fault) throws IOException, InterruptedException {
        frozen.add(name);
        processes.freeze(name);
        try {
            Thread.sleep(fault.length());
        } finally {
            processes.goOn(name);
            frozen.remove(name);
        }
    }

    private void passFor(Manner manner, Fault fault) throws InterruptedException {
        proxy.pass(manner);
        try {
            Thread.sleep(fault.length());
        } finally {
            proxy.pass(Manner.WELL);
        }
    }

    /** The nodes look at their live settings every second. */
    private void disturbFor(String how, Fault fault) throws IOException, InterruptedException {
        live.put(BUS_FAULTS, how);
        try {
            Thread.sleep(fault.length());
        } finally {
            live.put(BUS_FAULTS, "off");
        }
    }

    private void rebalance(String service) throws IOException, InterruptedException {
        processes.remove(processes.nodes(service).getLast());
        processes.add(service);
    }

    /** A group can be set back only while it has no members. */
    private void redeliver(String service) throws IOException, InterruptedException {
        var nodes = processes.nodes(service);
        allAtOnce(nodes, processes::remove);
        try {
            var groups = Offsets.rewind(processes.status().server("kafka"), service);
            if (groups == 0) {
                throw new IOException("no group of " + service + " was found");
            }
        } finally {
            allAtOnce(nodes, _ -> processes.add(service));
        }
    }

    /** Something that is done with each of several nodes. */
    private interface Step {
        void take(String name) throws IOException, InterruptedException;

        default Callable<String> on(String name) {
            return () -> {
                take(name);
                return name;
            };
        }
    }

    /** Every step is tried; the first failure is told. */
    private static void allAtOnce(List<String> names, Step step)
            throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var steps = new ArrayList<Future<?>>();
            for (var name : names) {
                steps.add(threads.submit(step.on(name)));
            }
            for (var taken : steps) {
                var _ = taken.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        }
    }
}

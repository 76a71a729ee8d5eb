package dev.souk.cluster.health;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The checks of one node. What a node can't work without is required, and takes its readiness away;
 * any other loss leaves it degraded. Checks are reported by whoever knows, or probed by the node
 * every 2 s with a limit of 1 s. Safe for use by several threads.
 */
public final class Health {

    private final InstantSource clock;
    private final String prefix;
    private final Map<String, Check> checks;
    private final Map<String, Probe> probes;

    /** How something is. */
    public enum Status {
        UP,
        /** Works, without something that is not required. */
        DEGRADED,
        DOWN
    }

    /**
     * One thing that was looked at.
     *
     * @param name what it is, as in {@code postgres}
     * @param status how it is
     * @param required whether the node can't work without it
     * @param detail a sentence for people; empty while it is up
     * @param since when it became so
     */
    public record Check(
            String name, Status status, boolean required, String detail, Instant since) {}

    /** All checks, and what follows from them for the node. */
    public record Report(Status status, List<Check> checks) {

        public Report {
            checks = List.copyOf(checks);
        }
    }

    /** A check that the node makes. */
    record Probe(String name, boolean required, Supplier<? extends Future<?>> work) {}

    /** The end at which one check is reported. */
    public final class Signal {

        private final String name;
        private final boolean required;

        private Signal(String name, boolean required) {
            this.name = name;
            this.required = required;
        }

        public void up() {
            set(name, Status.UP, required, "");
        }

        /** Works, worse than it should. */
        public void degraded(String detail) {
            set(name, Status.DEGRADED, required, detail);
        }

        public void down(String detail) {
            set(name, Status.DOWN, required, detail);
        }
    }

    public Health(InstantSource clock) {
        this(clock, "", new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private Health(
            InstantSource clock,
            String prefix,
            Map<String, Check> checks,
            Map<String, Probe> probes) {
        this.clock = clock;
        this.prefix = prefix;
        this.checks = checks;
        this.probes = probes;
    }

    /** The same health, where one service of several on a node reports under its own name. */
    public Health within(String service) {
        return new Health(clock, service + "/", checks, probes);
    }

    /** A check that its owner reports; down until it is reported first. */
    public Signal signal(String name, boolean required) {
        var full = prefix + name;
        set(full, Status.DOWN, required, "not yet known");
        return new Signal(full, required);
    }

    /** A check that the node makes: it is up while the probe succeeds in time. */
    public void probe(String name, boolean required, Supplier<? extends Future<?>> probe) {
        var full = prefix + name;
        set(full, Status.DOWN, required, "not yet known");
        probes.put(full, new Probe(full, required, probe));
    }

    /** Forgets a check. */
    public void remove(String name) {
        probes.remove(prefix + name);
        checks.remove(prefix + name);
    }

    /** All checks as they are now, by name. */
    public Report report() {
        var all =
                checks.values().stream()
                        .sorted(java.util.Comparator.comparing(Check::name))
                        .toList();
        return new Report(overall(all), all);
    }

    static Status overall(List<Check> checks) {
        if (checks.stream().anyMatch(check -> check.required() && check.status() == Status.DOWN)) {
            return Status.DOWN;
        }
        return checks.stream().allMatch(check -> check.status() == Status.UP)
                ? Status.UP
                : Status.DEGRADED;
    }

    Map<String, Probe> probes() {
        return probes;
    }

    void set(String name, Status status, boolean required, String detail) {
        checks.compute(
                name,
                (key, before) -> new Check(name, status, required, detail, since(before, status)));
    }

    private Instant since(@Nullable Check before, Status status) {
        return before != null && before.status() == status ? before.since() : clock.instant();
    }
}

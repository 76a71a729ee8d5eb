package dev.souk.cluster.discovery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The directory of one node in a simulation: told who joins and leaves, it finds out by the real
 * {@link SilenceDetector} who is silent, with the times that {@code Heartbeats} has.
 */
@NullMarked
public final class ListeningDirectory implements Directory {

    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final Duration SILENCE = Duration.ofMillis(1_500);

    private final SilenceDetector silence = new SilenceDetector(SILENCE, TICK);
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final boolean isDeaf;

    /**
     * @param isDeaf whether it never tells of silence: a mistake, to be found
     */
    public ListeningDirectory(boolean isDeaf) {
        this.isDeaf = isDeaf;
    }

    /** An instance appears, or changes its state. */
    public void put(Instance instance) {
        instances.put(instance.nodeId(), instance);
        tell();
    }

    /** A node is no member any more. */
    public void remove(String nodeId) {
        if (instances.remove(nodeId) != null) {
            silence.retain(Set.copyOf(instances.keySet()));
            tell();
        }
    }

    /** A node gives a sign of life. */
    public void heard(String nodeId) {
        silence.heard(nodeId);
        look();
    }

    /** Time passes. */
    public void tick(long nanos) {
        silence.tick(nanos);
        look();
    }

    private void look() {
        var now = instances.keySet().stream().filter(silence::isSilent).collect(Collectors.toSet());
        if (!now.equals(silent)) {
            silent.clear();
            silent.addAll(now);
            tell();
        }
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    @Override
    public List<Instance> instances(String service) {
        return instances.values().stream()
                .filter(instance -> instance.service().equals(service))
                .toList();
    }

    @Override
    public List<Instance> all() {
        return List.copyOf(instances.values());
    }

    @Override
    public boolean isSilent(String nodeId) {
        return !isDeaf && silence.isSilent(nodeId);
    }

    @Override
    @CanIgnoreReturnValue
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A directory that a test writes. */
final class FakeDirectory implements Directory {

    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void add(String service, String nodeId, int port) {
        instances.add(
                new Instance(
                        service,
                        "1",
                        nodeId,
                        nodeId,
                        "127.0.0.1",
                        port,
                        Instance.State.UP,
                        "",
                        Instant.EPOCH));
        tell();
    }

    void remove(String nodeId) {
        instances.removeIf(instance -> instance.nodeId().equals(nodeId));
        tell();
    }

    void markDraining(String nodeId) {
        instances.replaceAll(
                instance ->
                        instance.nodeId().equals(nodeId)
                                ? instance.in(Instance.State.DRAINING)
                                : instance);
        tell();
    }

    void silence(String nodeId) {
        silent.add(nodeId);
        tell();
    }

    void hear(String nodeId) {
        silent.remove(nodeId);
        tell();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<Instance> instances(String service) {
        return instances.stream().filter(one -> one.service().equals(service)).toList();
    }

    @Override
    public List<Instance> all() {
        return List.copyOf(instances);
    }

    @Override
    public boolean isSilent(String nodeId) {
        return silent.contains(nodeId);
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.resilience.Choice;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.resilience.Outliers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Who can be called: the directory's news joined with what calling has taught. */
final class Peers {

    private static final Duration DISTRUST = Duration.ofSeconds(1);

    private final Directory directory;
    private final NanoClock clock;
    private final RandomGenerator random;
    private final Outliers outliers;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Map<String, Long> dead = new ConcurrentHashMap<>();

    Peers(Directory directory, NanoClock clock, RandomGenerator random) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.outliers = new Outliers(clock);
    }

    Collection<Peer> all() {
        return peers.values();
    }

    /** Whether any node of the service could answer. */
    boolean anyLive(String service) {
        for (var instance : directory.instances(service)) {
            if (isLive(instance)) {
                return true;
            }
        }
        return false;
    }

    /** The peers that may take the call and were not tried; with room or without. */
    List<Peer> candidates(Outbound call, Set<String> tried) {
        var live = new ArrayList<Peer>();
        for (var instance : directory.instances(call.service())) {
            if (call.mayGoTo(instance) && isLive(instance)) {
                live.add(peer(call.service(), instance));
            }
        }
        var good = outliers.keep(live, Peer::address);
        return tried.isEmpty()
                ? good
                : good.stream().filter(peer -> !tried.contains(peer.nodeId())).toList();
    }

    /** One of them with room, by the power of two choices. */
    Optional<Peer> choose(List<Peer> candidates, boolean held) {
        var free = new ArrayList<Peer>(candidates.size());
        for (var peer : candidates) {
            if (peer.hasRoom(held)) {
                free.add(peer);
            }
        }
        return free.isEmpty() ? Optional.empty() : Optional.of(Choice.of(free, Peer::cost, random));
    }

    /** Takes the outcome of one attempt. */
    void note(Peer peer, boolean fault) {
        outliers.add(peer.address(), fault);
    }

    /** Doesn't choose the node for a second, whatever the directory says of it. */
    void distrust(String nodeId) {
        dead.put(nodeId, clock.nanos() + DISTRUST.toNanos());
    }

    /**
     * Fails what is in flight at nodes that are gone, and forgets them. At a silent node only what
     * may be sent to another: it may be just starved, and then it answers the rest.
     */
    void failLost() {
        var members =
                directory.all().stream().map(Instance::busAddress).collect(Collectors.toSet());
        for (var peer : List.copyOf(peers.values())) {
            var gone = !members.contains(peer.address());
            if (directory.isSilent(peer.nodeId())) {
                peer.failRepeatable(Replies.lost());
            }
            if (gone) {
                peer.failAll(Replies.lost());
                peers.remove(peer.address(), peer);
                outliers.forget(peer.address());
            }
        }
        dead.values().removeIf(until -> until - clock.nanos() < 0);
    }

    /** Where the node listens besides the bus. */
    Optional<Instance> instance(Peer peer) {
        return directory.instances(peer.service()).stream()
                .filter(instance -> instance.nodeId().equals(peer.nodeId()))
                .findFirst();
    }

    private Peer peer(String service, Instance instance) {
        var address = instance.busAddress();
        var known = peers.get(address);
        return known != null
                ? known
                : peers.computeIfAbsent(
                        address, unknown -> new Peer(service, instance.nodeId(), clock));
    }

    private boolean isLive(Instance instance) {
        if (instance.state() != Instance.State.UP || directory.isSilent(instance.nodeId())) {
            return false;
        }
        var until = dead.get(instance.nodeId());
        return until == null || until - clock.nanos() < 0;
    }
}

package dev.souk.proof.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The gateways of a shop, as whoever spreads clients over them sees them: one that gave no answer,
 * or had nobody behind it to give one, is left alone for a while, if there is another. A balancer
 * does the same, as Envoy with what it calls gateway failures. Safe for use by several threads.
 */
public final class Doors {

    private static final long PAUSE_NANOS = Duration.ofSeconds(3).toNanos();

    private final List<URI> all;
    private final Map<URI, Long> failedSince = new ConcurrentHashMap<>();

    public Doors(List<URI> all) {
        this.all = List.copyOf(all);
    }

    List<URI> all() {
        return all;
    }

    URI any(RandomGenerator random) {
        var now = System.nanoTime();
        var answering = all.stream().filter(door -> !isLeftAlone(door, now)).toList();
        var among = answering.isEmpty() ? all : answering;
        return among.get(random.nextInt(among.size()));
    }

    /** No answer came, or one that says that there is none. */
    void failed(URI door) {
        failedSince.put(door, System.nanoTime());
    }

    private boolean isLeftAlone(URI door, long now) {
        var since = failedSince.get(door);
        return since != null && now - since < PAUSE_NANOS;
    }
}

package dev.souk.proof.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The gateways of a shop, as whoever spreads clients over them sees them: one that gave no answer
 * is left alone for a while, if there is another. Safe for use by several threads.
 */
public final class Doors {

    private static final long PAUSE_NANOS = Duration.ofSeconds(3).toNanos();

    private final List<URI> all;
    private final Map<URI, Long> silentSince = new ConcurrentHashMap<>();

    public Doors(List<URI> all) {
        this.all = List.copyOf(all);
    }

    List<URI> all() {
        return all;
    }

    URI any(RandomGenerator random) {
        var now = System.nanoTime();
        var answering = all.stream().filter(door -> !isSilent(door, now)).toList();
        var among = answering.isEmpty() ? all : answering;
        return among.get(random.nextInt(among.size()));
    }

    /** No answer came. */
    void fellSilent(URI door) {
        silentSince.put(door, System.nanoTime());
    }

    private boolean isSilent(URI door, long now) {
        var since = silentSince.get(door);
        return since != null && now - since < PAUSE_NANOS;
    }
}

package dev.souk.cluster.discovery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells which nodes have not been heard for too long. Time counts only while this node itself runs:
 * between two ticks at most two tick periods pass, however long this process was stopped or
 * starved, so that a node that slept does not take all others for silent when it wakes.
 *
 * <p>Heard and ticked on one event loop; asked on any thread.
 */
final class SilenceDetector {

    private final long limit;
    private final long longestTick;
    private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();
    private final AtomicLong time = new AtomicLong();
    private long lastTick;
    private boolean ticked;

    /**
     * @param limit how long a node may be unheard
     * @param tick how often {@link #tick} is called when all is well
     */
    SilenceDetector(Duration limit, Duration tick) {
        this.limit = limit.toNanos();
        this.longestTick = tick.toNanos() * 2;
    }

    /**
     * Lets time pass.
     *
     * @param now a monotonic reading in nanoseconds
     */
    void tick(long now) {
        if (ticked) {
            time.addAndGet(Math.min(now - lastTick, longestTick));
        }
        ticked = true;
        lastTick = now;
    }

    /** Notes a sign of life. */
    void heard(String nodeId) {
        lastHeard.put(nodeId, time.get());
    }

    /** Forgets the nodes that are gone. */
    void retain(Set<String> nodes) {
        lastHeard.keySet().retainAll(nodes);
    }

    /** Whether a node was never heard, or not for longer than the limit. */
    boolean isSilent(String nodeId) {
        var heard = lastHeard.get(nodeId);
        return heard == null || time.get() - heard > limit;
    }
}

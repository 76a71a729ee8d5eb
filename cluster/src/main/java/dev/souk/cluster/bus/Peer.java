package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.LatencyAverage;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.contract.ServiceFailure;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One service at one node, as this node has come to know it by calling. */
final class Peer {

    private static final int MOST_CALLS = 1_024;
    private static final int MOST_HELD = 2_048;

    /** A node that just came is cold: it gets little beside warm ones until it has answered. */
    private static final Duration FIRST_GUESS = Duration.ofMillis(500);

    private final String service;
    private final String nodeId;
    private final String address;
    private final NanoClock clock;
    private final LatencyAverage latency;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    /** The oldest first, so that what is failed together fails in the order in which it began. */
    private final NavigableSet<PendingCall> pending =
            new ConcurrentSkipListSet<>(Comparator.comparingLong(PendingCall::number));

    private final AtomicLong numbers = new AtomicLong();
    private volatile long lastHeard;

    Peer(String service, String nodeId, NanoClock clock) {
        this.service = service;
        this.nodeId = nodeId;
        this.address = Wire.address(service, nodeId);
        this.clock = clock;
        this.latency = new LatencyAverage(clock, FIRST_GUESS);
        this.lastHeard = clock.nanos();
    }

    String service() {
        return service;
    }

    String nodeId() {
        return nodeId;
    }

    String address() {
        return address;
    }

    /** What one more call is likely to wait here, in nanoseconds. */
    double cost() {
        return latency.nanos() * (calls.get() + 1);
    }

    boolean hasRoom(boolean forHeld) {
        return forHeld ? held.get() < MOST_HELD : calls.get() < MOST_CALLS;
    }

    int inFlight() {
        return calls.get() + held.get();
    }

    /** The number of the next call, which no other call here has. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void begin(PendingCall call) {
        (call.held() ? held : calls).incrementAndGet();
        pending.add(call);
    }

    void end(PendingCall call) {
        if (pending.remove(call)) {
            (call.held() ? held : calls).decrementAndGet();
        }
    }

    /** Notes that the node answered, whatever. */
    void heard() {
        lastHeard = clock.nanos();
    }

    /** Takes the time that an answer took. */
    void sample(PendingCall call) {
        latency.add(clock.nanos() - call.begun());
    }

    /** How long calls wait without any answer having come from here. */
    Duration silence() {
        var oldest = Long.MAX_VALUE;
        var now = clock.nanos();
        for (var call : pending) {
            oldest = Math.min(oldest, call.begun() - now);
        }
        return oldest == Long.MAX_VALUE
                ? Duration.ZERO
                : Duration.ofNanos(Math.min(-oldest, now - lastHeard));
    }

    /** Fails what may be sent to another node, on the contexts of its callers. */
    void failRepeatable(ServiceFailure failure) {
        pending.stream().filter(PendingCall::repeatable).forEach(call -> call.fail(failure));
    }

    /** Fails what is in flight, on the contexts of its callers. */
    void failAll(ServiceFailure failure) {
        pending.forEach(call -> call.fail(failure));
    }
}

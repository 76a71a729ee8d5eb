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
import java.util.stream.Stream;

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

    private final NavigableSet<PendingCall> pending = inTurn();
    private final NavigableSet<PendingCall> pendingHeld = inTurn();
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

    /** The oldest first, so that what is failed together fails in the order in which it began. */
    private static NavigableSet<PendingCall> inTurn() {
        return new ConcurrentSkipListSet<>(Comparator.comparingLong(PendingCall::number));
    }

    /**
     * What one more call is likely to wait here, in nanoseconds: as long as the answers of late, or
     * as the oldest call already waits for its own, which tells of a node that has begun to stall
     * before any answer can.
     */
    double cost() {
        var waits = (double) age(pending, clock.nanos());
        return Math.max(latency.nanos(), waits) * (calls.get() + 1);
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
        (call.held() ? pendingHeld : pending).add(call);
    }

    void end(PendingCall call) {
        if ((call.held() ? pendingHeld : pending).remove(call)) {
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
        var now = clock.nanos();
        var oldest = Math.max(age(pending, now), age(pendingHeld, now));
        return Duration.ofNanos(Math.min(oldest, now - lastHeard));
    }

    /** How long the oldest waits, in nanoseconds; none at all where none does. */
    private static long age(NavigableSet<PendingCall> waiting, long now) {
        var all = waiting.iterator();
        return all.hasNext() ? Math.max(0, now - all.next().begun()) : 0;
    }

    /** Fails what may be sent to another node, on the contexts of its callers. */
    void failRepeatable(ServiceFailure failure) {
        all().filter(PendingCall::repeatable).forEach(call -> call.fail(failure));
    }

    /** Fails what is in flight, on the contexts of its callers. */
    void failAll(ServiceFailure failure) {
        all().forEach(call -> call.fail(failure));
    }

    private Stream<PendingCall> all() {
        return Stream.concat(pending.stream(), pendingHeld.stream());
    }
}

package dev.souk.cluster.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server has under way, with a limit for each kind, and the switch that lets it run dry. */
final class ServerLoad {

    private static final int MOST_CALLS = 1_024;
    private static final int MOST_HELD = 4_096;

    private final AtomicInteger calls = new AtomicInteger();
    private final Set<Incoming> held = ConcurrentHashMap.newKeySet();
    private final Promise<Void> dry = Promise.promise();
    private volatile boolean draining;

    boolean isDraining() {
        return draining;
    }

    int inFlight() {
        return calls.get() + held.size();
    }

    boolean hasRoom(boolean forHeld) {
        return forHeld ? held.size() < MOST_HELD : calls.get() < MOST_CALLS;
    }

    void begin(Incoming request) {
        if (request.held()) {
            held.add(request);
        } else {
            calls.incrementAndGet();
        }
    }

    void end(Incoming request) {
        if (request.held()) {
            held.remove(request);
        } else {
            calls.decrementAndGet();
        }
        signalIfDry();
    }

    /** Takes nothing new from now on, and hands back what is held. */
    Future<Void> drain() {
        draining = true;
        held.forEach(Incoming::handBack);
        signalIfDry();
        return dry.future();
    }

    private void signalIfDry() {
        if (draining && inFlight() == 0) {
            dry.tryComplete();
        }
    }
}

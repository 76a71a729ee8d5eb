package dev.souk.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places for requests that wait for the end of work that is durable already: so many per gateway
 * and service, apart from those that load the service. Safe for use by several threads.
 */
public final class WaitingRoom {

    private final int places;
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    public WaitingRoom(int places) {
        this.places = places;
    }

    /** Takes a place, if one is free. */
    boolean enter(String service) {
        var count = taken.computeIfAbsent(service, _ -> new AtomicInteger());
        if (count.incrementAndGet() > places) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave(String service) {
        taken.computeIfAbsent(service, _ -> new AtomicInteger()).decrementAndGet();
    }
}

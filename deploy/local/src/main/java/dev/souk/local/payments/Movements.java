package dev.souk.local.payments;

import dev.souk.contract.Money;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The money that the provider moved, in the order in which it did: the books that a shop compares
 * with its own, a page at a time. The same after a restart, since it follows the log.
 */
final class Movements {

    private final List<Movement> all = new ArrayList<>();

    /** Money taken or given back. */
    record Movement(
            String key,
            Kind kind,
            String authorizationKey,
            String orderId,
            Money amount,
            Instant at) {}

    /**
     * A page.
     *
     * @param next how many movements come before the page after it
     * @param last whether there is none after it
     */
    record Page(List<Movement> items, long next, boolean last) {}

    void add(Movement movement) {
        all.add(movement);
    }

    /** At most so many movements, after the first so many. */
    Page after(long start, int limit) {
        var from = Math.clamp(start, 0, all.size());
        var to = Math.min(all.size(), from + limit);
        return new Page(List.copyOf(all.subList(from, to)), to, to == all.size());
    }
}

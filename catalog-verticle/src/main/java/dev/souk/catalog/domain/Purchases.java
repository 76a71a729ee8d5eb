package dev.souk.catalog.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many of a product each customer has in orders that aren't cancelled, as one transaction sees
 * and changes it. Not for several threads.
 */
public final class Purchases {

    /** A customer and a product. */
    public record Buyer(UUID productId, UUID customerId) implements Comparable<Buyer> {
        @Override
        public int compareTo(Buyer other) {
            var byProduct = productId.compareTo(other.productId);
            return byProduct != 0 ? byProduct : customerId.compareTo(other.customerId);
        }
    }

    private final Map<Buyer, Long> before;
    private final Map<Buyer, Long> changes = new HashMap<>();

    public Purchases(Map<Buyer, Long> before) {
        this.before = Map.copyOf(before);
    }

    /** The units that the customer has now. */
    public long of(Buyer buyer) {
        return before.getOrDefault(buyer, 0L) + changes.getOrDefault(buyer, 0L);
    }

    void add(UUID productId, UUID customerId, long quantity) {
        changes.merge(new Buyer(productId, customerId), quantity, Long::sum);
    }

    /** By how much each customer's units changed; in the order of products, then customers. */
    public Map<Buyer, Long> changes() {
        var changed = new TreeMap<Buyer, Long>(changes);
        changed.values().removeIf(delta -> delta == 0);
        return changed;
    }
}

package dev.souk.proof.load;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Orders that the staff may ship, or give money back for. Forgets what nobody takes. */
public final class SoldOrders {

    private static final int KEPT = 256;

    private final BlockingQueue<Sold> orders = new ArrayBlockingQueue<>(KEPT);

    /** A confirmed order. */
    record Sold(String id, long total, String currency) {}

    void add(Sold order) {
        var _ = orders.offer(order);
    }

    Optional<Sold> take() {
        return Optional.ofNullable(orders.poll());
    }
}

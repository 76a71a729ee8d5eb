package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Row;
import dev.souk.proof.evidence.Unjudgeable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The orders as their owners read them when all was quiet.
 *
 * @param orders by id, each the whole answer
 * @param gone ids that were answered with 404
 */
record Finals(Map<String, Row> orders, Set<String> gone) {

    static final String READ = "final-order";

    private static final int NOT_FOUND = 404;

    private static final Set<String> SOLD = Set.of("confirmed", "shipped", "delivered");

    static Finals of(Evidence evidence) {
        var orders = new HashMap<String, Row>();
        var gone = new HashSet<String>();
        var open = new HashSet<String>();
        for (var operation : evidence.history()) {
            if (operation.is(READ)) {
                read(operation, orders, gone, open);
            }
        }
        open.removeAll(orders.keySet());
        open.removeAll(gone);
        if (!open.isEmpty()) {
            throw new Unjudgeable(
                    "the shop didn't say how %d orders ended, as of %s"
                            .formatted(open.size(), open.iterator().next()));
        }
        return new Finals(orders, gone);
    }

    private static void read(
            Operation operation, Map<String, Row> orders, Set<String> gone, Set<String> open) {
        var id = operation.asked().text("orderId");
        switch (operation.outcome()) {
            case OK -> orders.put(id, operation.told().at("order"));
            case REFUSED -> (operation.status() == NOT_FOUND ? gone : open).add(id);
            case UNKNOWN -> open.add(id);
        }
    }

    /** Whether the order's units are sold and its money is kept. */
    static boolean isSold(Row order) {
        return SOLD.contains(order.text("status"));
    }

    /** The key under which the order was asked for, which its client wrote into the address. */
    static String keyOf(Row order) {
        return order.text("shippingAddress/line2");
    }
}

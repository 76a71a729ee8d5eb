package dev.souk.order.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How the body of an event of an older shape becomes one of the newest, from each shape to the one
 * after it. What was once written is read for good, so a lift is never removed, and never looks at
 * anything but the body and the order's id.
 */
final class Upcasters {

    /**
     * For each type the lifts from shape 1 to 2, from 2 to 3, and so on; none where 1 is newest.
     */
    private static final Map<String, List<Lift>> CHAINS =
            Map.of("payment-refunded", List.of(Upcasters::nameTheRefund));

    private Upcasters() {}

    /** One step from a shape to the next; changes the body that it is given. */
    @FunctionalInterface
    interface Lift {
        void apply(ObjectNode body, UUID orderId);
    }

    /** The shape in which bodies of a type are written. */
    static int newest(String type) {
        return chain(type).size() + 1;
    }

    /**
     * Lifts a body to the newest shape.
     *
     * @throws IllegalStateException if this version of the service doesn't know the shape
     */
    static void lift(String type, int shape, ObjectNode body, UUID orderId) {
        var chain = chain(type);
        if (shape < 1 || shape > chain.size() + 1) {
            throw new IllegalStateException("unknown shape " + shape + " of " + type);
        }
        chain.subList(shape - 1, chain.size()).forEach(lift -> lift.apply(body, orderId));
    }

    /** Once there was one refund only: of everything, because the order was off. */
    private static void nameTheRefund(ObjectNode body, UUID orderId) {
        body.put("refundId", orderId.toString());
    }

    private static List<Lift> chain(String type) {
        return CHAINS.getOrDefault(type, List.of());
    }
}

package dev.souk.order.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How the body of an event of an older shape becomes one of the newest, from each shape to the one
 * after it. What was once written is read for good, so a lift is never removed, and never looks at
 * anything but the body and the order's id.
 *
 * <p>While two releases run side by side, the older reads what the newer writes, as if it were of
 * the newest shape that it knows. So a new shape only adds to the one before; what an older release
 * couldn't do without is an event of a new type.
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
     * Lifts a body to the newest shape; one of a shape that came later stays as it is.
     *
     * @throws IllegalStateException if there can be no such shape
     */
    static void lift(String type, int shape, ObjectNode body, UUID orderId) {
        var chain = chain(type);
        if (shape < 1) {
            throw new IllegalStateException("unknown shape " + shape + " of " + type);
        }
        chain.stream().skip(shape - 1L).forEach(lift -> lift.apply(body, orderId));
    }

    /** Once there was one refund only: of everything, because the order was off. */
    private static void nameTheRefund(ObjectNode body, UUID orderId) {
        body.put("refundId", orderId.toString());
    }

    private static List<Lift> chain(String type) {
        return CHAINS.getOrDefault(type, List.of());
    }
}

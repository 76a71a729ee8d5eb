package dev.souk.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That an order's status, or its payment's, became another.
 *
 * @param version of the order after it
 * @param type what became of it, as in {@code order.confirmed} or {@code payment.captured}
 */
public record StatusChange(
        UUID orderId,
        long version,
        String type,
        OrderStatus status,
        PaymentStatus payment,
        Instant time) {

    /** All that the facts changed, in order. */
    public static List<StatusChange> history(UUID orderId, List<Fact> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        var order = OrderFold.first(orderId, facts.getFirst());
        var changes = new ArrayList<StatusChange>();
        changes.add(first(order));
        for (var fact : facts.subList(1, facts.size())) {
            var next = OrderFold.next(order, fact);
            between(order, next).ifPresent(changes::add);
            order = next;
        }
        return List.copyOf(changes);
    }

    static StatusChange first(Order order) {
        return of(order, "order." + order.status().code());
    }

    static Optional<StatusChange> between(Order before, Order after) {
        if (before.status() != after.status()) {
            return Optional.of(first(after));
        }
        var payment = after.payment().status();
        return before.payment().status() == payment
                ? Optional.empty()
                : Optional.of(of(after, "payment." + payment.code()));
    }

    private static StatusChange of(Order order, String type) {
        return new StatusChange(
                order.id(),
                order.version(),
                type,
                order.status(),
                order.payment().status(),
                order.updatedAt());
    }
}

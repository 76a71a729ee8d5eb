package dev.souk.order.app;

import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Order;

import java.util.Set;
import java.util.UUID;

/**
 * Who asks.
 *
 * @param isStaff whether everybody's orders are theirs to see
 */
public record Shopper(UUID id, boolean isStaff) {

    private static final Set<String> STAFF = Set.of("support");

    /**
     * @throws ServiceFailure {@code FORBIDDEN} if it is no user
     */
    public static Shopper of(Principal principal) {
        return new Shopper(idOf(principal), principal.hasAny(STAFF));
    }

    /** Whether the order is theirs to see. */
    public boolean maySee(Order order) {
        return isStaff || owns(order);
    }

    /** What they are to the order, as its timeline tells it. */
    String kindFor(Order order) {
        return owns(order) ? "customer" : "staff";
    }

    public boolean owns(Order order) {
        return order.customerId().equals(id);
    }

    private static UUID idOf(Principal principal) {
        try {
            return UUID.fromString(principal.subject());
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.of(Reason.FORBIDDEN, "Only users have carts and orders");
        }
    }
}

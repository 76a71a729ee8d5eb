package dev.souk.order.app;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What belongs to a refund and lies beside the facts.
 *
 * @param reason in somebody's own words; null where nothing was said, or it was erased
 * @param requestedBy the user who asked for it
 */
public record RefundDetails(UUID refundId, @Nullable String reason, UUID requestedBy) {

    @Override
    public String toString() {
        return "RefundDetails[" + refundId + "]";
    }
}

package dev.souk.order.domain;

import dev.souk.contract.Money;

import java.time.Instant;
import java.util.UUID;

/**
 * A movement of money that the ledger, the provider's books and the order have not been seen to
 * agree on yet.
 *
 * @param orderId as the provider has it, so that there may be no such order
 * @param providerKey names the movement
 * @param ledger what the provider gained by it, as the ledger has it; negative for a refund
 * @param provider the same, as the provider has it
 * @param changedAt when either side changed last
 * @param isRipe whether both sides have had the time to tell
 */
public record OpenItem(
        UUID orderId,
        String providerKey,
        Money ledger,
        Money provider,
        Instant changedAt,
        boolean isRipe) {}

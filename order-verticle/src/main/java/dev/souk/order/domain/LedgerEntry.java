package dev.souk.order.domain;

import dev.souk.contract.Money;

import java.time.Instant;
import java.util.UUID;

/**
 * One leg of a movement of money. The legs of a fact add up to nothing.
 *
 * @param version the fact that moved the money
 * @param leg counts the legs of a fact, from 1
 * @param amount what the account gained; negative where it lost
 * @param providerKey the key under which the provider was asked to move it
 */
public record LedgerEntry(
        UUID orderId,
        long version,
        int leg,
        LedgerAccount account,
        Money amount,
        String providerKey,
        Instant time) {}

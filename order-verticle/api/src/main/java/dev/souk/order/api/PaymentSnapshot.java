package dev.souk.order.api;

import dev.souk.contract.Money;

import java.util.UUID;

/**
 * An order's payment as it was just after the fact that carries it. No token, card or reference of
 * the provider is in it.
 *
 * @param status the payment's status, as the order's resource shows it
 * @param method how it is paid, as in {@code card}
 * @param amount what the order costs
 * @param captured what was taken so far
 * @param refunded what was given back so far
 */
public record PaymentSnapshot(
        UUID orderId,
        UUID customerId,
        String status,
        String method,
        Money amount,
        Money captured,
        Money refunded) {}

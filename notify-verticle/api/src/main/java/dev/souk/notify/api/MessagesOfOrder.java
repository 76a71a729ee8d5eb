package dev.souk.notify.api;

import java.util.UUID;

/**
 * Asks what was told of an order.
 *
 * @param orderId the order's id
 */
public record MessagesOfOrder(UUID orderId) {}

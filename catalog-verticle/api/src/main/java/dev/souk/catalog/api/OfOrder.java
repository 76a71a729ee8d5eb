package dev.souk.catalog.api;

import java.util.UUID;

/** Names the reservation of an order. */
public record OfOrder(UUID orderId) {}

package dev.souk.catalog.domain;

import java.util.UUID;

/** A product that an order wants or has, and how many. */
public record OrderLine(UUID productId, int quantity) {}

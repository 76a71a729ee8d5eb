package dev.souk.catalog.domain;

import java.util.UUID;

/**
 * A product that an order has, and how many.
 *
 * @param counted whether the units were taken from the available ones, as they are not while a
 *     stock is untracked; they go back to where they came from, whatever the mode is by then
 */
public record HeldLine(UUID productId, int quantity, boolean counted) {}

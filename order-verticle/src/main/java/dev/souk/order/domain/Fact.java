package dev.souk.order.domain;

import java.time.Instant;

/**
 * An event of an order with its place in the order's history.
 *
 * @param version the order's version after it, from 1 and without gap
 */
public record Fact(long version, Instant time, OrderEvent event) {}

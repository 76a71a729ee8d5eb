package dev.souk.order.app;

import dev.souk.order.domain.Order;

/** An order with what lies beside its facts. */
public record StoredOrder(Order order, OrderDetails details) {}

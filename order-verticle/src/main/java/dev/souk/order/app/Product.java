package dev.souk.order.app;

import dev.souk.contract.Money;

import java.util.UUID;

/** What an order needs to know of a product: its name and its price now. */
public record Product(UUID id, String sku, String name, Money price) {}

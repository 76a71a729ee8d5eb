package dev.souk.order.app;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What an order needs to know of a product: its name and its price now.
 *
 * @param available how many units can be ordered now; null where stock isn't counted
 */
public record Product(UUID id, String sku, String name, Money price, @Nullable Long available) {}

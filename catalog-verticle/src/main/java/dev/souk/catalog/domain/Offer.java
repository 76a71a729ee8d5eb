package dev.souk.catalog.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What an order binds of a product at the moment of its reservation.
 *
 * @param maxPerCustomer how many one customer may have over all orders; null for any number
 */
public record Offer(
        UUID productId, String sku, String name, Money price, @Nullable Integer maxPerCustomer) {}

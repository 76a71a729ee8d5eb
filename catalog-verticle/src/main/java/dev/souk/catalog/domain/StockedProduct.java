package dev.souk.catalog.domain;

/** A product and its units, as one transaction saw both. */
public record StockedProduct(Product product, Stock stock) {}

package dev.souk.order.domain;

import dev.souk.contract.Money;

import java.util.UUID;

/** So many of one product, at the price and under the name that it had. */
public record OrderLine(UUID productId, String sku, String name, int quantity, Money unitPrice) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("a line has at least one of its product");
        }
    }

    /** The unit price times the quantity. */
    public Money lineTotal() {
        return unitPrice.times(quantity);
    }
}

package dev.souk.catalog.api;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Asks for the stock of one order.
 *
 * @param orderId names the reservation; a repeat gets the first answer
 * @param customerId whose orders count for a product's limit per customer
 * @param lines 1 to 100 lines, each of another product
 */
public record ReserveStock(UUID orderId, UUID customerId, List<Line> lines) {

    /** The most lines that one order may have. */
    public static final int MAX_LINES = 100;

    /** The most units that one line may have. */
    public static final int MAX_QUANTITY = 999;

    /**
     * A product and how many of it.
     *
     * @param quantity 1 to 999
     */
    public record Line(UUID productId, int quantity) {

        public Line {
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException("a quantity is 1 to " + MAX_QUANTITY);
            }
        }
    }

    public ReserveStock {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("an order has 1 to " + MAX_LINES + " lines");
        }
        var products = new HashSet<UUID>();
        if (!lines.stream().map(Line::productId).allMatch(products::add)) {
            throw new IllegalArgumentException("a product is on two lines");
        }
    }
}

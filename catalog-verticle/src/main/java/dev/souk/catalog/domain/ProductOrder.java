package dev.souk.catalog.domain;

/** The orders in which products are listed. */
public enum ProductOrder {
    NAME("name"),
    CHEAPEST("price"),
    DEAREST("-price"),
    NEWEST("newest");

    private final String word;

    ProductOrder(String word) {
        this.word = word;
    }

    /** The order's name in the contract. */
    public String word() {
        return word;
    }

    /**
     * The order of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ProductOrder of(String word) {
        for (var order : values()) {
            if (order.word.equals(word)) {
                return order;
            }
        }
        throw new IllegalArgumentException("no order of products: " + word);
    }
}

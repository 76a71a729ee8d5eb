package dev.souk.recommend.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which products were bought in one order, as pairs. */
public final class CoPurchases {

    /** How many products of an order are paired; more would say little and cost a lot. */
    public static final int MOST_PRODUCTS = 30;

    /** That a product was bought with another one. */
    public record Pair(UUID product, UUID other) {}

    private CoPurchases() {}

    /**
     * Every pair of two different products in both directions, in the order of product and other,
     * so that all who write them lock them in the same order.
     */
    public static List<Pair> of(Collection<UUID> products) {
        var bought = products.stream().distinct().limit(MOST_PRODUCTS).sorted().toList();
        var pairs = new ArrayList<Pair>();
        for (var product : bought) {
            for (var other : bought) {
                if (!product.equals(other)) {
                    pairs.add(new Pair(product, other));
                }
            }
        }
        return pairs;
    }
}

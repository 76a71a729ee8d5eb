package dev.souk.catalog.api;

import java.util.List;

/** The products that exist, in the order asked for. */
public record FoundProducts(List<ProductView> products) {

    public FoundProducts {
        products = List.copyOf(products);
    }
}

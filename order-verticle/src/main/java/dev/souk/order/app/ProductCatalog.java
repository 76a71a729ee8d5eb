package dev.souk.order.app;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Where products are looked up, to price a cart and an order that isn't reserved yet. */
public interface ProductCatalog {

    /**
     * The products among these that exist.
     *
     * @param ids at most 100
     */
    Future<List<Product>> find(List<UUID> ids);
}

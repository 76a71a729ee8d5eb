package dev.souk.order.app;

import dev.souk.order.domain.Cart;

import io.vertx.core.Future;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where carts are kept. */
public interface CartStore {

    /** The customer's cart, which may be empty. */
    Future<Cart> find(UUID customerId);

    /**
     * Changes a cart while nobody else does.
     *
     * @param change may throw, and then nothing changes and the future fails with what it threw
     */
    Future<Cart> change(UUID customerId, UnaryOperator<Cart> change);
}

package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Cart;

import io.vertx.core.Future;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changes a cart. Every change may state the version that it was made for. */
public final class ChangeCart {

    private final CartStore carts;
    private final ProductCatalog catalog;

    public ChangeCart(CartStore carts, ProductCatalog catalog) {
        this.carts = carts;
        this.catalog = catalog;
    }

    /**
     * Puts exactly so many of a product into the cart. Fails with {@code REFUSED} where the product
     * is not for sale or the cart is full.
     */
    public Future<Cart> put(UUID customerId, Cart.Item item, OptionalLong ifMatch) {
        return catalog.find(List.of(item.productId()))
                .compose(
                        products ->
                                products.isEmpty()
                                        ? Future.failedFuture(unknown(item.productId()))
                                        : change(customerId, ifMatch, cart -> put(cart, item)));
    }

    /** Takes a product out of the cart; one that isn't in it changes nothing. */
    public Future<Cart> remove(UUID customerId, UUID productId, OptionalLong ifMatch) {
        return change(customerId, ifMatch, cart -> cart.without(productId));
    }

    /** Takes everything out of the cart. */
    public Future<Cart> clear(UUID customerId, OptionalLong ifMatch) {
        return change(customerId, ifMatch, Cart::cleared);
    }

    private Future<Cart> change(UUID customerId, OptionalLong ifMatch, UnaryOperator<Cart> change) {
        return carts.change(customerId, cart -> change.apply(matching(cart, ifMatch)));
    }

    private static Cart put(Cart cart, Cart.Item item) {
        if (cart.isFull() && !cart.holds(item.productId())) {
            throw ServiceFailure.of(
                    Reason.REFUSED,
                    "cart-full",
                    "A cart holds at most " + Cart.MAX_ITEMS + " products");
        }
        return cart.put(item.productId(), item.quantity());
    }

    private static Cart matching(Cart cart, OptionalLong ifMatch) {
        if (ifMatch.isPresent() && ifMatch.getAsLong() != cart.version()) {
            throw ServiceFailure.of(Reason.STALE, "The cart has another version")
                    .with("version", cart.version());
        }
        return cart;
    }

    private static ServiceFailure unknown(UUID productId) {
        return new Refusal("unknown-product", "The product is not for sale", List.of(productId))
                .failure();
    }
}

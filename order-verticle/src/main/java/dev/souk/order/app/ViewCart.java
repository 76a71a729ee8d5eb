package dev.souk.order.app;

import dev.souk.contract.Money;
import dev.souk.order.domain.Cart;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows a cart at the prices of the moment. */
public final class ViewCart {

    /** What an empty cart costs nothing in. */
    private static final String CURRENCY_OF_NOTHING = "EUR";

    private final CartStore carts;
    private final ProductCatalog catalog;

    /**
     * A cart with its prices.
     *
     * @param unavailable what is in the cart and no longer for sale
     * @param total null while the items are priced in several currencies
     */
    public record PricedCart(
            List<PricedItem> items, List<UUID> unavailable, @Nullable Money total, long version) {

        public PricedCart {
            items = List.copyOf(items);
            unavailable = List.copyOf(unavailable);
        }
    }

    /** An item with its price. */
    public record PricedItem(
            UUID productId, String name, int quantity, Money unitPrice, Money lineTotal) {}

    public ViewCart(CartStore carts, ProductCatalog catalog) {
        this.carts = carts;
        this.catalog = catalog;
    }

    public Future<PricedCart> view(UUID customerId) {
        return carts.find(customerId).compose(this::price);
    }

    /** The same cart, priced. */
    public Future<PricedCart> price(Cart cart) {
        return cart.items().isEmpty()
                ? Future.succeededFuture(priced(cart, List.of()))
                : catalog.find(cart.items().stream().map(Cart.Item::productId).toList())
                        .map(products -> priced(cart, products));
    }

    private static PricedCart priced(Cart cart, List<Product> products) {
        var byId = products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
        var items = new ArrayList<PricedItem>();
        var unavailable = new ArrayList<UUID>();
        for (var item : cart.items()) {
            var product = byId.get(item.productId());
            if (product == null) {
                unavailable.add(item.productId());
            } else {
                items.add(priced(item, product));
            }
        }
        return new PricedCart(items, unavailable, totalOf(items), cart.version());
    }

    private static PricedItem priced(Cart.Item item, Product product) {
        return new PricedItem(
                product.id(),
                product.name(),
                item.quantity(),
                product.price(),
                product.price().times(item.quantity()));
    }

    private static @Nullable Money totalOf(List<PricedItem> items) {
        var currencies =
                items.stream().map(item -> item.unitPrice().currency()).distinct().toList();
        return switch (currencies.size()) {
            case 0 -> Money.zero(CURRENCY_OF_NOTHING);
            case 1 ->
                    items.stream()
                            .map(PricedItem::lineTotal)
                            .reduce(Money.zero(currencies.getFirst()), Money::plus);
            default -> null;
        };
    }
}

package dev.souk.order.app;

import dev.souk.order.app.PlaceOrder.Request;
import dev.souk.order.domain.Cancellation.Shortage;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.OrderNumber;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a request the order that can be placed: what is bought, and what it costs now. */
public final class Pricing {

    private final Function<UUID, Future<Cart>> carts;
    private final ProductCatalog catalog;
    private final RandomGenerator random;

    /**
     * An order as it can be placed.
     *
     * @param shortages what there was too little of when it was priced; empty where there was
     *     enough
     */
    record Priced(OrderPlaced order, List<Shortage> shortages) {

        Priced {
            shortages = List.copyOf(shortages);
        }
    }

    private record Basket(List<Cart.Item> items, @Nullable Long cartVersion) {}

    private record Choice(Cart.Item item, Product product) {

        OrderLine line() {
            return new OrderLine(
                    product.id(), product.sku(), product.name(), item.quantity(), product.price());
        }

        Stream<Shortage> shortage() {
            var available = product.available();
            return available == null || available >= item.quantity()
                    ? Stream.empty()
                    : Stream.of(new Shortage(product.id(), item.quantity(), available));
        }
    }

    /**
     * @param carts finds a customer's cart
     */
    public Pricing(
            Function<UUID, Future<Cart>> carts, ProductCatalog catalog, RandomGenerator random) {
        this.carts = carts;
        this.catalog = catalog;
        this.random = random;
    }

    /** Fails with {@link RefusedOrder} where there is no such order. */
    Future<Priced> price(Request request) {
        return basketOf(request).compose(basket -> price(request, basket));
    }

    private Future<Basket> basketOf(Request request) {
        var items = request.items();
        return items != null
                ? Future.succeededFuture(new Basket(items, null))
                : carts.apply(request.key().customerId())
                        .map(cart -> new Basket(cart.items(), cart.version()));
    }

    private Future<Priced> price(Request request, Basket basket) {
        if (basket.items().isEmpty()) {
            return refuse(new Refusal("empty-cart", "There is nothing in the cart", List.of()));
        }
        return catalog.find(basket.items().stream().map(Cart.Item::productId).toList())
                .map(products -> priced(request, basket, products));
    }

    private Priced priced(Request request, Basket basket, List<Product> products) {
        var choices = choices(basket, products);
        if (products.stream().map(product -> product.price().currency()).distinct().count() > 1) {
            throw new RefusedOrder(
                    new Refusal(
                            "mixed-currencies",
                            "The products are not priced in one currency",
                            List.of()));
        }
        var lines = choices.stream().map(Choice::line).toList();
        var placed =
                new OrderPlaced(
                        OrderNumber.next(random),
                        request.key().customerId(),
                        lines,
                        Order.totalOf(lines),
                        request.paymentMethod(),
                        request.expectedTotal(),
                        basket.cartVersion());
        return new Priced(placed, choices.stream().flatMap(Choice::shortage).toList());
    }

    private static List<Choice> choices(Basket basket, List<Product> products) {
        var byId = products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
        var missing =
                basket.items().stream()
                        .map(Cart.Item::productId)
                        .filter(id -> !byId.containsKey(id))
                        .toList();
        if (!missing.isEmpty()) {
            throw new RefusedOrder(
                    new Refusal("unknown-product", "A product is not for sale", missing));
        }
        return basket.items().stream()
                .map(item -> new Choice(item, Objects.requireNonNull(byId.get(item.productId()))))
                .toList();
    }

    private static <T> Future<T> refuse(Refusal refusal) {
        return Future.failedFuture(new RefusedOrder(refusal));
    }
}

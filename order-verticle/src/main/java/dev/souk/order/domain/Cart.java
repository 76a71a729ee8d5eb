package dev.souk.order.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a shopper means to buy. A change that changes nothing keeps the version.
 *
 * @param version counts the changes; 0 for a cart never touched
 * @param items in the order in which they came, each of another product
 */
public record Cart(UUID customerId, long version, List<Item> items) {

    /** The most products that a cart holds, which is what an order can have. */
    public static final int MAX_ITEMS = 100;

    public Cart {
        items = List.copyOf(items);
    }

    /** A product and how many of it. */
    public record Item(UUID productId, int quantity) {}

    /** The cart of somebody who never had one. */
    public static Cart empty(UUID customerId) {
        return new Cart(customerId, 0, List.of());
    }

    public boolean holds(UUID productId) {
        return items.stream().anyMatch(item -> item.productId().equals(productId));
    }

    /** Whether another product fits in. */
    public boolean isFull() {
        return items.size() >= MAX_ITEMS;
    }

    /** The cart with exactly so many of a product. */
    public Cart put(UUID productId, int quantity) {
        var item = new Item(productId, quantity);
        if (!holds(productId)) {
            var more = new ArrayList<>(items);
            more.add(item);
            return with(more);
        }
        return with(
                items.stream().map(old -> old.productId().equals(productId) ? item : old).toList());
    }

    /** The cart without a product. */
    public Cart without(UUID productId) {
        return with(items.stream().filter(item -> !item.productId().equals(productId)).toList());
    }

    /** The cart with nothing in it. */
    public Cart cleared() {
        return with(List.of());
    }

    /** The cart without what was bought: never less than nothing of a product. */
    public Cart minus(List<OrderLine> bought) {
        var left = new ArrayList<Item>();
        for (var item : items) {
            var taken =
                    bought.stream()
                            .filter(line -> line.productId().equals(item.productId()))
                            .mapToInt(OrderLine::quantity)
                            .sum();
            if (item.quantity() > taken) {
                left.add(new Item(item.productId(), item.quantity() - taken));
            }
        }
        return with(left);
    }

    private Cart with(List<Item> next) {
        return next.equals(items) ? this : new Cart(customerId, version + 1, next);
    }
}

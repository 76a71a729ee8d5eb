package dev.souk.simulation.checkout;

import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.PlaceOrder;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.domain.Cart;
import dev.souk.simulation.engine.Scheduler;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** A request to order, under one key however often it is sent, and what its customer was told. */
final class Purchase {

    private static final ShippingAddress ADDRESS =
            new ShippingAddress("Ada", "Street 1", null, "Town", "1000", "AT");

    private final Scheduler scheduler;
    private final UUID customer;
    private final String key;
    private final List<Cart.Item> items;
    private final String token;
    private @Nullable UUID orderId;
    private @Nullable FirstAnswer answer;
    private boolean refused;

    Purchase(Scheduler scheduler, UUID customer, String key, List<Cart.Item> items, String token) {
        this.scheduler = scheduler;
        this.customer = customer;
        this.key = key;
        this.items = List.copyOf(items);
        this.token = token;
    }

    PlaceOrder.Request request() {
        return new PlaceOrder.Request(
                new RequestKey(customer, key, "hash"), items, ADDRESS, "card", token, null);
    }

    UUID customer() {
        return customer;
    }

    String key() {
        return key;
    }

    List<Cart.Item> items() {
        return items;
    }

    /** The order that was acknowledged; null while none was. */
    @Nullable UUID orderId() {
        return orderId;
    }

    /** The answer that stands; null while none was heard. */
    @Nullable FirstAnswer answer() {
        return answer;
    }

    /** The customer hears that the order is placed. */
    void acknowledged(UUID order) {
        scheduler.insist(!refused, "one key, one answer", key + " was refused before");
        scheduler.insist(
                orderId == null || order.equals(orderId),
                "one key, one order",
                key + " is " + orderId + " and " + order);
        orderId = order;
    }

    /** The customer hears how the order came out. */
    void answered(FirstAnswer heard) {
        scheduler.insist(
                answer == null || heard.equals(answer),
                "one key, one answer",
                key + " got " + answer + " and " + heard);
        answer = heard;
    }

    /** The customer hears that there is no order. */
    void refused() {
        scheduler.insist(orderId == null, "one key, one answer", key + " was placed before");
        refused = true;
    }

    @Override
    public String toString() {
        return key + " " + token + " " + items;
    }
}

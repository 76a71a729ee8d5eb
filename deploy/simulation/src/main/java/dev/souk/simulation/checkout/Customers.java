package dev.souk.simulation.checkout;

import dev.souk.order.app.PlaceOrder.Placed;
import dev.souk.order.app.RefusedOrder;
import dev.souk.order.domain.Cart;
import dev.souk.simulation.Ground;
import dev.souk.simulation.checkout.ModelProvider.Operation;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who orders: sends each request until it is answered, sometimes twice at once, and acts at the
 * provider's page or doesn't. They never crash, so that they know what they heard.
 */
final class Customers {

    private static final List<String> TOKENS =
            List.of(
                    "tok_visa",
                    "tok_visa",
                    "tok_visa",
                    "tok_declined",
                    "tok_slow",
                    "tok_timeout",
                    "tok_flaky",
                    "tok_challenge");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 10;

    private final Ground ground;
    private final Chance chance;
    private final Node node;
    private final List<OrderNode> orders;
    private final ModelProvider provider;
    private final Aftermath aftermath;
    private final List<Purchase> purchases = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private int underWay;

    Customers(Ground ground, List<OrderNode> orders, ModelProvider provider) {
        this.ground = ground;
        this.chance = ground.chance().split();
        this.node = new Node("customers", ground.scheduler());
        this.orders = orders;
        this.provider = provider;
        this.aftermath = new Aftermath(ground, node, orders);
    }

    Node node() {
        return node;
    }

    Aftermath aftermath() {
        return aftermath;
    }

    /** Whether nobody waits for an answer any more. */
    boolean areDone() {
        return underWay == 0;
    }

    /** Plans so many orders over some time. */
    void plan(int count, List<UUID> products, Duration over) {
        for (var i = 0; i < 1 + count / 4; i++) {
            people.add(new UUID(2, i));
        }
        for (var i = 0; i < count; i++) {
            var purchase = purchase(i, products);
            purchases.add(purchase);
            var first = chance.between(Duration.ZERO, over);
            begin(purchase, first);
            if (chance.perMille(200)) {
                begin(purchase, first.plusMillis(chance.between(0, 50)));
            }
            aftermath.plan(purchase, first);
        }
        node.after(Duration.ofSeconds(1), "act", this::act);
        aftermath.review(purchases);
    }

    private Purchase purchase(int number, List<UUID> products) {
        var wanted = new LinkedHashMap<UUID, Integer>();
        for (var i = chance.between(1, 3); i > 0; i--) {
            wanted.put(chance.of(products), chance.between(1, 2));
        }
        var items =
                wanted.entrySet().stream()
                        .map(entry -> new Cart.Item(entry.getKey(), entry.getValue()))
                        .toList();
        return new Purchase(
                ground.scheduler(), chance.of(people), "key-" + number, items, chance.of(TOKENS));
    }

    private void begin(Purchase purchase, Duration later) {
        underWay++;
        node.after(later, "order", () -> attempt(purchase, 1));
    }

    private void attempt(Purchase purchase, int number) {
        var at = chance.of(orders);
        ground.network()
                .ask(
                        node,
                        at.node(),
                        "place",
                        PATIENCE,
                        () -> at.life().place().place(purchase.request(), () -> true))
                .onSuccess(placed -> placed(purchase, placed))
                .onFailure(failure -> failed(purchase, number, failure));
    }

    private void placed(Purchase purchase, Placed placed) {
        purchase.acknowledged(placed.orderId());
        if (placed.answer() != null) {
            purchase.answered(placed.answer());
        }
        await(purchase, placed.orderId(), 1);
    }

    private void failed(Purchase purchase, int number, Throwable failure) {
        if (failure instanceof RefusedOrder) {
            purchase.refused();
            underWay--;
        } else if (number < TRIES) {
            node.after(pause(), "try again", () -> attempt(purchase, number + 1));
        } else {
            underWay--;
        }
    }

    private Duration pause() {
        return Duration.ofMillis(chance.between(50, 2_000));
    }

    private void await(Purchase purchase, UUID orderId, int number) {
        var at = chance.of(orders);
        var wait = Duration.ofMillis(chance.between(0, 4_000));
        ground.network()
                .ask(
                        node,
                        at.node(),
                        "await",
                        PATIENCE,
                        () -> at.life().await().await(purchase.customer(), orderId, wait))
                .onSuccess(answered -> purchase.answered(answered.answer()))
                .map(true)
                .otherwise(false)
                .onSuccess(heard -> heardOrNot(purchase, orderId, number, heard));
    }

    private void heardOrNot(Purchase purchase, UUID orderId, int number, boolean heard) {
        if (heard || number >= TRIES) {
            underWay--;
        } else {
            node.after(pause(), "await again", () -> await(purchase, orderId, number + 1));
        }
    }

    /** Now and then a shopper decides; some never do. */
    private void act() {
        for (Operation challenge : provider.challenges()) {
            if (chance.perMille(250) && !isForgetful(challenge)) {
                provider.decide(challenge.command().key(), chance.perMille(700));
            }
        }
        node.after(Duration.ofSeconds(1), "act", this::act);
    }

    private static boolean isForgetful(Operation challenge) {
        return challenge.command().order().getLeastSignificantBits() % 4 == 0;
    }

    /** The provider tells a node of the order's news, which may get lost. */
    void tell(UUID orderId) {
        var at = chance.of(orders);
        ground.network()
                .send(
                        provider.node(),
                        at.node(),
                        "webhook",
                        () ->
                                at.life()
                                        .hear()
                                        .heardOf(orderId)
                                        .onFailure(
                                                failure ->
                                                        ground.scheduler()
                                                                .note("webhook", "lost", failure)));
    }

    /** The customers' own record of an order, by its id. */
    Map<UUID, Purchase> acknowledged() {
        var all = new LinkedHashMap<UUID, Purchase>();
        for (var purchase : purchases) {
            var id = purchase.orderId();
            if (id != null) {
                all.put(id, purchase);
            }
        }
        return all;
    }
}

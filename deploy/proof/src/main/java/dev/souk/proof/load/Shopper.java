package dev.souk.proof.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A customer who shops for as long as the shop is open: looks, buys, thinks better of it. */
final class Shopper implements Visitor {

    private static final int REMEMBERED = 20;
    private static final int UNAUTHENTICATED = 401;

    private final Client client;
    private final Account account;
    private final Checkout checkout;
    private final Deque<String> orders = new ArrayDeque<>();
    private int name;

    Shopper(Client client, String run) {
        this.client = client;
        this.account = new Account(client, run);
        this.checkout = new Checkout(client, account);
    }

    @Override
    public void arrive() throws InterruptedException {
        account.open();
    }

    @Override
    public void visit() throws InterruptedException {
        while (!client.stage().isOver()) {
            var answer = turn();
            if (answer.status() == UNAUTHENTICATED) {
                var _ = account.logIn();
            }
            var isDown = answer.isNone() || answer.status() / 100 == 5;
            client.stage()
                    .pause(Duration.ofMillis((isDown ? 150 : 5) + client.random().nextInt(30)));
        }
    }

    private Answer turn() throws InterruptedException {
        var dice = client.random().nextInt(100);
        if (dice < 74) {
            return buy(checkout.any());
        }
        if (dice < 80) {
            return buyFromCart();
        }
        if (dice < 85) {
            return cancel();
        }
        if (dice < 89) {
            return list();
        }
        return dice < 93 ? profile() : look();
    }

    private Answer buy(Checkout.Wish wish) throws InterruptedException {
        var answer = checkout.place(wish);
        var id = answer.body().text(answer.isOk() ? "id" : "orderId");
        if (!id.isEmpty()) {
            remember(id);
            if (client.chance(20)) {
                return read(id);
            }
        }
        return answer;
    }

    private void remember(String order) {
        orders.addLast(order);
        if (orders.size() > REMEMBERED) {
            orders.removeFirst();
        }
    }

    private Answer buyFromCart() throws InterruptedException {
        for (var line = 0; line < 2; line++) {
            var product = client.stage().goods().choose(client.random());
            var request =
                    Request.of(
                            "PUT",
                            "/v1/cart/items/" + product.id(),
                            account.token(),
                            Map.of("quantity", 1 + client.random().nextInt(2)));
            var answer = client.call("write-cart", Map.of(), request, Answer::versioned);
            if (!answer.isOk()) {
                return answer;
            }
        }
        var cart =
                client.call(
                        "read-cart",
                        Map.of(),
                        Request.get("/v1/cart", account.token()),
                        Answer::versioned);
        return cart.isOk() ? buy(checkout.ofCart()) : cart;
    }

    private Answer cancel() throws InterruptedException {
        var order = anyOrder();
        if (order.isEmpty()) {
            return look();
        }
        var request =
                Request.post(
                        "/v1/orders/" + order + "/cancel",
                        account.token(),
                        Map.of("reason", "I thought better of it"));
        return client.call("cancel", Map.of("orderId", order), request, Answer::order);
    }

    private Answer read(String order) throws InterruptedException {
        var request = Request.get("/v1/orders/" + order, account.token());
        return client.call("read-order", Map.of("orderId", order), request, Answer::order);
    }

    private Answer list() throws InterruptedException {
        var request = Request.get("/v1/orders?limit=100", account.token());
        return client.call("list-orders", Map.of(), request, Shopper::versions);
    }

    private static Map<String, Object> versions(Answer answer) {
        var versions = new TreeMap<String, Long>();
        answer.body()
                .each("items")
                .forEach(order -> versions.put(order.text("id"), order.number("version")));
        var told = new HashMap<>(answer.brief());
        told.put("versions", versions);
        return told;
    }

    private Answer profile() throws InterruptedException {
        if (client.chance(50)) {
            var body = Map.of("name", client.name() + " the " + ++name);
            var request = Request.of("PATCH", "/v1/users/me", account.token(), body);
            var answer = client.call("write-profile", Map.of(), request, Answer::versioned);
            if (!answer.isOk()) {
                return answer;
            }
        }
        return client.call("read-profile", Map.of(), account.me(), Answer::versioned);
    }

    private Answer look() throws InterruptedException {
        var order = client.chance(50) ? anyOrder() : "";
        if (!order.isEmpty()) {
            return read(order);
        }
        var product = client.stage().goods().choose(client.random());
        var request = Request.get("/v1/products/" + product.id(), "");
        return client.call(
                "read-product", Map.of("productId", product.id()), request, Answer::brief);
    }

    private String anyOrder() {
        return orders.stream()
                .skip(client.random().nextInt(orders.size() + 1))
                .findFirst()
                .orElse("");
    }
}

package dev.souk.proof.load;

import dev.souk.proof.load.SoldOrders.Sold;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The people behind the counter: they give money back, ship, deliver, and fill the shelves. */
final class Staff implements Visitor {

    private static final int DELIVERY = 5;
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Client client;
    private final Counter counter;
    private String token = "";

    /**
     * What the shop lets its staff do.
     *
     * @param email of the admin
     * @param refunds whether there is an operation for it
     * @param shipping whether there is an operation for it
     */
    record Counter(String email, String password, boolean refunds, boolean shipping) {}

    Staff(Client client, Counter counter) {
        this.client = client;
        this.counter = counter;
    }

    @Override
    public void visit() throws InterruptedException {
        while (!client.stage().isOver()) {
            if (token.isEmpty() && !logIn()) {
                client.stage().pause(PAUSE);
                continue;
            }
            if (turn().status() == 401) {
                token = "";
            }
            client.stage().pause(Duration.ofMillis(100L + client.random().nextInt(300)));
        }
    }

    private boolean logIn() throws InterruptedException {
        var body = Map.of("email", counter.email(), "password", counter.password());
        var answer =
                client.call(
                        "log-in",
                        Map.of("email", counter.email()),
                        Request.post("/v1/sessions", "", body),
                        Answer::brief);
        token = answer.body().text("accessToken");
        return answer.isOk();
    }

    private Answer turn() throws InterruptedException {
        var sold = client.stage().sold().take();
        if (sold.isEmpty() || client.chance(10)) {
            return fill();
        }
        if (counter.refunds() && client.chance(60)) {
            return refund(sold.get());
        }
        return counter.shipping() ? ship(sold.get()) : fill();
    }

    /** Puts some more of a scarce product on its shelf; never twice under one key. */
    private Answer fill() throws InterruptedException {
        var scarce = client.stage().goods().scarce();
        var product = scarce.get(client.random().nextInt(scarce.size())).id();
        var asked = Map.of("productId", product, "delta", DELIVERY);
        var body = Map.of("delta", DELIVERY, "reason", "A delivery");
        var path = "/v1/products/" + product + "/stock-adjustments";
        var request = Request.post(path, token, body).keyed(client.newKey());
        return client.call("adjust-stock", asked, request, Answer::brief);
    }

    /** Parts of the money, sometimes more than there is left. */
    private Answer refund(Sold order) throws InterruptedException {
        var key = client.newKey();
        var amount = Math.max(1, order.total() * (1 + client.random().nextInt(12)) / 10);
        var asked = Map.of("orderId", order.id(), "key", key, "amount", amount);
        var body =
                Map.of(
                        "amount",
                        Map.of("amount", amount, "currency", order.currency()),
                        "reason",
                        "A scratch");
        var path = "/v1/orders/" + order.id() + "/refunds";
        var request = Request.post(path, token, body).keyed(key);
        var answer = client.call("refund", asked, request, Answer::brief);
        for (var again = 1; again < ATTEMPTS && answer.status() / 100 != 2; again++) {
            if (answer.status() / 100 == 4) {
                return answer;
            }
            client.stage().pause(PAUSE.multipliedBy(again));
            answer = client.call("refund", asked, request, Answer::brief);
        }
        if (client.chance(40)) {
            client.stage().sold().add(order);
        }
        return answer;
    }

    private Answer ship(Sold order) throws InterruptedException {
        var parcel = Map.of("carrier", "Caravan", "trackingNumber", "C-" + order.id());
        var shipped = move(order, "ship", parcel);
        return shipped.isOk() && client.chance(50) ? move(order, "deliver", Map.of()) : shipped;
    }

    private Answer move(Sold order, String move, Map<String, ?> body) throws InterruptedException {
        var asked = new HashMap<String, Object>(Map.of("orderId", order.id()));
        var request = Request.post("/v1/orders/" + order.id() + "/" + move, token, body);
        return client.call(move, asked, request, Answer::order);
    }
}

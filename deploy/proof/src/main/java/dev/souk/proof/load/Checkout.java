package dev.souk.proof.load;

import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.load.Client.Call;
import dev.souk.proof.load.Goods.Product;
import dev.souk.proof.load.SoldOrders.Sold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Placing orders: what is asked for, under which key and with which card, and what a client does
 * that wasn't told.
 */
final class Checkout {

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int CONFLICT = 409;
    private static final int UNAUTHENTICATED = 401;
    private static final String CHALLENGE = "tok_challenge";

    /** The cards, each as often as it comes. */
    private static final Map<String, Integer> TOKENS =
            new TreeMap<>(
                    Map.of(
                            "tok_visa",
                            78,
                            "tok_declined",
                            4,
                            "tok_insufficient_funds",
                            3,
                            "tok_slow",
                            3,
                            "tok_timeout",
                            3,
                            "tok_flaky",
                            5,
                            CHALLENGE,
                            4));

    private final Client client;
    private final Account account;

    Checkout(Client client, Account account) {
        this.client = client;
        this.account = account;
    }

    /**
     * An order as it is asked for.
     *
     * @param asked what is written down of it
     */
    record Wish(Map<String, Object> asked, Map<String, Object> body, String key, String token) {}

    /** Draws an order of one to three products. */
    Wish any() {
        var products = new TreeMap<String, Product>();
        var lines = client.chance(60) ? 1 : 2 + client.random().nextInt(2);
        while (products.size() < lines) {
            var product = client.stage().goods().choose(client.random());
            products.put(product.id(), product);
        }
        return of(List.copyOf(products.values()));
    }

    private Wish of(List<Product> products) {
        var quantities = new TreeMap<String, Object>();
        var items = new ArrayList<Map<String, Object>>();
        var total = 0L;
        for (var product : products) {
            var quantity = client.chance(75) ? 1 : 2;
            quantities.put(product.id(), quantity);
            items.add(Map.of("productId", product.id(), "quantity", quantity));
            total += quantity * product.price();
        }
        var wish = wish(Map.of("items", items));
        wish.asked().put("items", quantities);
        if (client.chance(10)) {
            var stated = client.chance(80) ? total : total + 1;
            wish.body().put("expectedTotal", Map.of("amount", stated, "currency", "EUR"));
        }
        return wish;
    }

    /** An order of what is in the cart. */
    Wish ofCart() {
        return wish(Map.of("fromCart", true));
    }

    private Wish wish(Map<String, ?> content) {
        var key = client.newKey();
        var token = token(client.random());
        var address = new HashMap<String, Object>(Map.of("name", client.name(), "line1", "1 Road"));
        address.put("line2", key);
        address.putAll(Map.of("city", "Rome", "postalCode", "00100", "country", "IT"));
        var body = new TreeMap<String, Object>(content);
        body.put("shippingAddress", address);
        body.put("payment", Map.of("method", "card", "token", token));
        var asked = new TreeMap<String, Object>(Map.of("key", key, "token", token));
        asked.put("customer", account.id());
        return new Wish(asked, body, key, token);
    }

    private static String token(RandomGenerator random) {
        var dice = random.nextInt(TOKENS.values().stream().mapToInt(it -> it).sum());
        for (var token : TOKENS.entrySet()) {
            dice -= token.getValue();
            if (dice < 0) {
                return token.getKey();
            }
        }
        throw new IllegalStateException("weights don't add up");
    }

    /** Places it, and sends the same again as long as the client doesn't know what became of it. */
    Answer place(Wish wish) throws InterruptedException {
        var answer = Answer.none(new IllegalStateException("not sent"));
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            answer = send(wish);
            if (isAnswered(answer)) {
                return after(wish, answer);
            }
            if (answer.status() == UNAUTHENTICATED && !account.logIn()) {
                return answer;
            }
            client.stage().pause(PAUSE.multipliedBy(attempt + 1L));
        }
        return answer;
    }

    /** Sends it once. */
    Answer send(Wish wish) throws InterruptedException {
        return client.at(client.door(), call(wish));
    }

    /** The call that sends it; also for several at once. */
    Call call(Wish wish) {
        var request = Request.post("/v1/orders", account.token(), wish.body()).keyed(wish.key());
        return new Call("place", wish.asked(), request, Answer::placed);
    }

    private static boolean isAnswered(Answer answer) {
        return switch (answer.status()) {
            case CONFLICT, UNAUTHENTICATED -> false;
            default -> answer.outcome() != Outcome.UNKNOWN;
        };
    }

    private Answer after(Wish wish, Answer answer) throws InterruptedException {
        if (client.chance(8)) {
            var _ = send(wish);
        }
        if (answer.body().has("payment/action/url") && client.chance(90)) {
            decide(answer.body().text("id"), answer.body().text("payment/action/url"));
        }
        if (answer.body().text("status").equals("confirmed")) {
            var total = answer.body().at("total");
            client.stage()
                    .sold()
                    .add(
                            new Sold(
                                    answer.body().text("id"),
                                    total.number("amount"),
                                    total.text("currency")));
        }
        return answer;
    }

    /** The shopper acts at the provider's page. */
    private void decide(String order, String url) throws InterruptedException {
        var decision = client.chance(80) ? "approve" : "refuse";
        var request = new Request("POST", url, "", "decision=" + decision, Map.of());
        var _ =
                client.call(
                        "decide",
                        Map.of("order", order, "decision", decision),
                        request,
                        Answer::brief);
    }
}

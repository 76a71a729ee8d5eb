package dev.souk.acceptance.chaos;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** People and goods for a load: a few accounts, and products that don't run out. */
final class Shoppers {

    private static final String PASSWORD = "seven purple teapots sing";
    private static final int ACCOUNTS = 8;
    private static final int PRODUCTS = 16;

    /** An account that is signed in. */
    record Shopper(String email, String token) {}

    private Shoppers() {}

    static Mix mix(Stack stack) {
        return mix(stack, register(stack));
    }

    static Mix mix(Stack stack, List<Shopper> shoppers) {
        return new Mix(new FreshTokens(stack, shoppers), products(stack));
    }

    /** A new access token. Fails with {@code IllegalStateException} where there is none. */
    static String logIn(Client visitor, String email) {
        var credentials = Map.of("email", email, "password", PASSWORD);
        var session = visitor.post("/v1/sessions", credentials);
        if (session.status() != 201) {
            throw new IllegalStateException("not signed in: " + session);
        }
        return session.string("/accessToken");
    }

    static List<Shopper> register(Stack stack) {
        var visitor = Client.anonymous(stack);
        var shoppers = new ArrayList<Shopper>();
        for (var i = 0; i < ACCOUNTS; i++) {
            var email = "load-" + UUID.randomUUID() + "@example.test";
            var account = Map.of("email", email, "password", PASSWORD, "name", "Load");
            visitor.post("/v1/users", account);
            shoppers.add(new Shopper(email, logIn(visitor, email)));
        }
        return shoppers;
    }

    /** The numbers of a shopper's confirmed orders. */
    static Set<String> confirmed(Stack stack, Shopper shopper) {
        var client = Client.anonymous(stack).bearing(shopper.token());
        var numbers = new HashSet<String>();
        for (var page = "/v1/orders?limit=100"; !page.isEmpty(); ) {
            var reply = client.get(page);
            for (var order : reply.body().path("items")) {
                if (order.path("status").asText().equals("confirmed")) {
                    numbers.add(order.path("number").asText());
                }
            }
            var next = reply.body().path("nextCursor").asText("");
            page =
                    next.isEmpty() || next.equals("null")
                            ? ""
                            : "/v1/orders?limit=100&cursor=" + next;
        }
        return numbers;
    }

    private static List<String> products(Stack stack) {
        var admin = admin(stack);
        var products = new ArrayList<String>();
        for (var i = 0; i < PRODUCTS; i++) {
            var product =
                    Map.of(
                            "sku",
                            "LOAD-" + UUID.randomUUID(),
                            "name",
                            "Load lamp " + i,
                            "price",
                            Map.of("amount", 1000 + i, "currency", "EUR"),
                            "stock",
                            Map.of("mode", "tracked", "available", 1_000_000));
            products.add(admin.post("/v1/products", product).string("/id"));
        }
        return products;
    }

    static Client admin(Stack stack) {
        var credentials = stack.credentials();
        return Client.anonymous(stack)
                .signedIn(
                        credentials.path("email").asText(), credentials.path("password").asText());
    }
}

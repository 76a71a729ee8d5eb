package dev.souk.acceptance.chaos;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People and goods for a load: a few accounts, and products that don't run out. */
final class Shoppers {

    private static final String PASSWORD = "seven purple teapots sing";
    private static final int ACCOUNTS = 8;
    private static final int PRODUCTS = 16;

    private Shoppers() {}

    static Mix mix(Stack stack) {
        return new Mix(tokens(stack), products(stack));
    }

    private static List<String> tokens(Stack stack) {
        var visitor = Client.anonymous(stack);
        var tokens = new ArrayList<String>();
        for (var i = 0; i < ACCOUNTS; i++) {
            var email = "load-" + UUID.randomUUID() + "@example.test";
            var account = Map.of("email", email, "password", PASSWORD, "name", "Load");
            visitor.post("/v1/users", account);
            var session =
                    visitor.post("/v1/sessions", Map.of("email", email, "password", PASSWORD));
            tokens.add(session.string("/accessToken"));
        }
        return tokens;
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

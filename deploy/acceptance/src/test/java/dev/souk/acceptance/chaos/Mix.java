package dev.souk.acceptance.chaos;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The mix of requests of a busy hour: half reads of the catalog, a tenth orders, the rest carts and
 * lists.
 *
 * @param tokens access tokens of shoppers that are valid now
 * @param products ids of products that don't run out
 */
record Mix(Supplier<List<String>> tokens, List<String> products) {

    /** One request, before a gateway is chosen for it. */
    record Step(
            String name,
            String method,
            String path,
            String token,
            String key,
            String body,
            boolean repeatable) {}

    Step next(RandomGenerator random) {
        var token = oneOf(tokens.get(), random);
        var product = oneOf(products, random);
        var dice = random.nextInt(100);
        if (dice < 30) {
            return read("GET product", "/v1/products/" + product, "");
        }
        if (dice < 40) {
            return read("GET products", "/v1/products?limit=10", "");
        }
        if (dice < 50) {
            return read("GET search", "/v1/products/search?q=lamp", "");
        }
        if (dice < 60) {
            return order(token, product);
        }
        if (dice < 75) {
            return new Step(
                    "PUT cart",
                    "PUT",
                    "/v1/cart/items/" + product,
                    token,
                    "",
                    "{\"quantity\":1}",
                    false);
        }
        return dice < 90
                ? read("GET cart", "/v1/cart", token)
                : read("GET orders", "/v1/orders?limit=5", token);
    }

    /** The next request of those that need no catalog. */
    Step nextBesideTheCatalog(RandomGenerator random) {
        var token = oneOf(tokens.get(), random);
        return switch (random.nextInt(4)) {
            case 0 -> read("GET me", "/v1/users/me", token);
            case 1 -> read("GET orders", "/v1/orders?limit=5", token);
            case 2 -> read("GET notifications", "/v1/notifications?limit=5", token);
            default -> read("GET recommendations", "/v1/recommendations?limit=5", token);
        };
    }

    private static String oneOf(List<String> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Step read(String name, String path, String token) {
        return new Step(name, "GET", path, token, "", "", true);
    }

    private static Step order(String token, String product) {
        var body =
                """
                {"items":[{"productId":"%s","quantity":1}],
                 "shippingAddress":{"name":"Ada","line1":"1 Road","city":"Rome","postalCode":"00100","country":"IT"},
                 "payment":{"method":"card","token":"tok_visa"}}\
                """
                        .formatted(product);
        var key = UUID.randomUUID().toString();
        return new Step("POST order", "POST", "/v1/orders", token, key, body, true);
    }
}

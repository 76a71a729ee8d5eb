package dev.souk.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What people do in the shop of a stack: shoppers come and order, the staff puts goods on the
 * shelf.
 */
public final class Shop {

    /** Where everything is sent. */
    public static final Map<String, String> ADDRESS =
            Map.of(
                    "name", "Ada Lovelace",
                    "line1", "12 St James's Square",
                    "city", "London",
                    "postalCode", "SW1Y 4JH",
                    "country", "GB");

    private static final String PASSWORD = "seven purple teapots sing";

    private final Stack stack;
    private final Client visitor;

    private Shop(Stack stack) {
        this.stack = stack;
        this.visitor = Client.anonymous(stack);
    }

    public static Shop of(Stack stack) {
        return new Shop(stack);
    }

    /** A shopper nobody knew, registered and signed in. */
    public Client newShopper() {
        return newShopper(freshEmail());
    }

    public Client newShopper(String email) {
        return visitor.registered(email, PASSWORD);
    }

    /** The account that {@code up} made. */
    public Client admin() {
        var credentials = stack.credentials();
        return visitor.signedIn(
                credentials.path("email").asText(), credentials.path("password").asText());
    }

    /** A product on the shelf that no other test touches. */
    public JsonNode newProduct(int units) {
        var stock = Map.of("mode", "tracked", "available", units);
        var price = Map.of("amount", 1299, "currency", "EUR");
        var product =
                Map.of(
                        "sku",
                        "T-" + UUID.randomUUID(),
                        "name",
                        "Test lamp",
                        "price",
                        price,
                        "stock",
                        stock);
        var made = admin().post("/v1/products", product);
        if (made.status() != 201) {
            throw new IllegalStateException("not made: " + made);
        }
        return made.body();
    }

    /** How many units can be bought now. */
    public long available(JsonNode product) {
        return visitor.get("/v1/products/" + product.path("id").asText())
                .body()
                .at("/stock/available")
                .asLong();
    }

    /** Orders under a new key, and waits until the order is settled. */
    public static Reply place(Client shopper, JsonNode product, int quantity, String token) {
        return shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10")
                .post("/v1/orders", order(product, quantity, token));
    }

    /** The body of an order of one line. */
    public static Map<String, Object> order(JsonNode product, int quantity, String token) {
        var line = Map.of("productId", product.path("id").asText(), "quantity", quantity);
        return Map.of("items", List.of(line), "shippingAddress", ADDRESS, "payment", card(token));
    }

    public static Map<String, String> card(String token) {
        return Map.of("method", "card", "token", token);
    }

    /** How many of a shopper's first hundred orders are confirmed. */
    public static long confirmedOrders(Client shopper) {
        var orders = shopper.get("/v1/orders?limit=100").body().path("items");
        return orders.findValuesAsText("status").stream().filter("confirmed"::equals).count();
    }

    public static String freshEmail() {
        return "ada-" + UUID.randomUUID() + "@example.test";
    }

    public static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /** Calls many times at the same time, and gives what came back. */
    public static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        return atOnce(IntStream.range(0, times).mapToObj(i -> call).toList());
    }

    /** Makes all calls at the same time, and gives what came back, in their order. */
    public static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(result -> result.resultNow()).toList();
        }
    }
}

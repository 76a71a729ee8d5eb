package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Stack;
import dev.souk.acceptance.stack.TopicReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@ParameterizedClass
@EnumSource(names = {"SIX_PROCESSES", "ALL_IN_ONE"})
class ShopStoryIT {

    private static final Duration AGREEMENT = Duration.ofSeconds(10);
    private static final String PASSWORD = "seven purple teapots sing";
    private static final Map<String, String> ADDRESS =
            Map.of(
                    "name", "Ada Lovelace",
                    "line1", "12 St James's Square",
                    "city", "London",
                    "postalCode", "SW1Y 4JH",
                    "country", "GB");

    @Parameter private Stack.Kind kind = Stack.Kind.SIX_PROCESSES;
    private Stack stack = Stack.of(kind);
    private Client visitor = Client.anonymous(stack);

    @BeforeEach
    void start() {
        stack = Stack.of(kind);
        visitor = Client.anonymous(stack);
    }

    @Test
    void aShopperRegistersFindsAProductOrdersItPaysGetsAMailAndSeesTheOrder() {
        var email = freshEmail();
        var shopper = visitor.registered(email, PASSWORD);
        var product = productInStock();

        var order = place(shopper, product, 2, "tok_visa");

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.string("/status")).isEqualTo("confirmed");
        assertThat(order.string("/payment/status")).isEqualTo("captured");
        assertThat(order.body().at("/total/amount").asLong())
                .isEqualTo(2 * product.at("/price/amount").asLong());
        var path = "/v1/orders/" + order.string("/id");
        assertThat(shopper.get(path).string("/status")).isEqualTo("confirmed");
        assertThat(shopper.get("/v1/orders").string("/items/0/id")).isEqualTo(order.string("/id"));
        Eventually.within(
                AGREEMENT,
                () -> available(product),
                left -> left == product.at("/stock/available").asLong() - 2);
        Eventually.within(
                AGREEMENT,
                () -> shopper.get("/v1/notifications"),
                messages -> messages.body().path("items").size() == 1);
        var mail =
                Eventually.within(AGREEMENT, () -> stack.inbox(email), mails -> mails.size() == 1);
        assertThat(mail.at("/0/text").asText()).contains(order.string("/number"));
    }

    @Test
    void anOrderThatTheProviderDeclinesIsCancelledAndItsStockGoesBack() {
        var shopper = visitor.registered(freshEmail(), PASSWORD);
        var product = productInStock();

        var refused = place(shopper, product, 1, "tok_declined");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.string("/code")).isEqualTo("payment-declined");
        var order = shopper.get("/v1/orders/" + refused.string("/orderId"));
        assertThat(order.string("/status")).isEqualTo("cancelled");
        assertThat(order.string("/cancellation/code")).isEqualTo("payment-declined");
        Eventually.within(
                AGREEMENT,
                () -> available(product),
                left -> left == product.at("/stock/available").asLong());
    }

    @Test
    void aCancelledOrderGivesStockAndMoneyBackAndSendsAMail() {
        var email = freshEmail();
        var shopper = visitor.registered(email, PASSWORD);
        var product = productInStock();
        var order = place(shopper, product, 1, "tok_visa");

        var path = "/v1/orders/" + order.string("/id");
        var cancelled = shopper.post(path + "/cancel", Map.of("reason", "changed my mind"));

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.string("/status")).isEqualTo("cancelled");
        Eventually.within(
                AGREEMENT,
                () -> shopper.get(path).string("/payment/status"),
                status -> List.of("voided", "refunded").contains(status));
        Eventually.within(
                AGREEMENT,
                () -> available(product),
                left -> left == product.at("/stock/available").asLong());
        Eventually.within(AGREEMENT, () -> stack.inbox(email), mails -> mails.size() == 2);
    }

    @Test
    void aCartBecomesAnOrderAndIsEmptyAfterIt() {
        var shopper = visitor.registered(freshEmail(), PASSWORD);
        var product = productInStock();
        var item = "/v1/cart/items/" + product.path("id").asText();

        assertThat(shopper.put(item, Map.of("quantity", 3)).status()).isEqualTo(200);
        var order =
                shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10")
                        .post(
                                "/v1/orders",
                                Map.of(
                                        "fromCart",
                                        true,
                                        "shippingAddress",
                                        ADDRESS,
                                        "payment",
                                        card("tok_visa")));

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.body().at("/items/0/quantity").asLong()).isEqualTo(3);
        Eventually.within(
                AGREEMENT,
                () -> shopper.get("/v1/cart"),
                cart -> cart.body().path("items").isEmpty());
    }

    @Test
    void twoOrdersAtOnceWithOneKeyAreOneOrderAndOneAnswer() throws Exception {
        var shopper = visitor.registered(freshEmail(), PASSWORD);
        var product = productInStock();
        var keyed = shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10");
        var body = order(product, 1, "tok_visa");

        var replies = atOnce(2, () -> keyed.post("/v1/orders", body));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(replies).map(reply -> reply.string("/id")).containsOnly(idOf(replies));
        assertThat(shopper.get("/v1/orders").body().path("items")).hasSize(1);
    }

    @Test
    void aHundredBuyersOfTheLastTenUnitsMakeTenOrders() throws Exception {
        var product = newProductWithStock(10);
        var buyers =
                IntStream.range(0, 10)
                        .mapToObj(i -> visitor.registered(freshEmail(), PASSWORD))
                        .toList();

        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var replies =
                atOnce(
                        100,
                        () ->
                                place(
                                        buyers.get(turn.getAndIncrement() % buyers.size()),
                                        product,
                                        1,
                                        "tok_visa"));

        assertThat(replies).allMatch(reply -> List.of(201, 202, 422).contains(reply.status()));
        Eventually.within(
                AGREEMENT,
                () -> buyers.stream().mapToLong(ShopStoryIT::confirmedOrders).sum(),
                confirmed -> confirmed == 10);
        assertThat(available(product)).isZero();
    }

    @Test
    void aTraceIsFoundInEveryServiceInKafkaAndInTheMail() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var parent = "00-" + trace + "-00f067aa0ba902b7-01";
        var email = freshEmail();
        var shopper = visitor.registered(email, PASSWORD).with("traceparent", parent);

        var order = place(shopper, productInStock(), 1, "tok_visa");

        assertThat(order.status()).isEqualTo(201);
        var mail =
                Eventually.within(AGREEMENT, () -> stack.inbox(email), mails -> mails.size() == 1);
        assertThat(mail.at("/0/headers").toString()).contains(trace);
        assertThat(
                        TopicReader.traceparents(
                                stack.server("kafka"), "souk.order", order.string("/id")))
                .isNotEmpty()
                .allMatch(traceparent -> traceparent.contains(trace));
        var services =
                stack.logLinesWith(trace).entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(services).isNotEmpty();
        if (kind == Stack.Kind.SIX_PROCESSES) {
            assertThat(services)
                    .map(name -> name.replaceAll("-\\d+$", ""))
                    .contains("gateway", "order", "catalog", "notify");
        }
    }

    private static long confirmedOrders(Client buyer) {
        var orders = buyer.get("/v1/orders?limit=100").body().path("items");
        return orders.findValuesAsText("status").stream().filter("confirmed"::equals).count();
    }

    private static String idOf(List<Reply> replies) {
        return replies.get(0).string("/id");
    }

    private JsonNode productInStock() {
        return newProductWithStock(50);
    }

    private JsonNode newProductWithStock(int units) {
        var credentials = stack.credentials();
        var admin =
                visitor.signedIn(
                        credentials.path("email").asText(), credentials.path("password").asText());
        var made =
                admin.post(
                        "/v1/products",
                        Map.of(
                                "sku",
                                "T-" + UUID.randomUUID(),
                                "name",
                                "Test lamp",
                                "price",
                                Map.of("amount", 1299, "currency", "EUR"),
                                "stock",
                                Map.of("mode", "tracked", "available", units)));
        assertThat(made.status()).isEqualTo(201);
        return made.body();
    }

    private long available(JsonNode product) {
        return visitor.get("/v1/products/" + product.path("id").asText())
                .body()
                .at("/stock/available")
                .asLong();
    }

    private static Reply place(Client shopper, JsonNode product, int quantity, String token) {
        return shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10")
                .post("/v1/orders", order(product, quantity, token));
    }

    private static Map<String, Object> order(JsonNode product, int quantity, String token) {
        var line = Map.of("productId", product.path("id").asText(), "quantity", quantity);
        return Map.of("items", List.of(line), "shippingAddress", ADDRESS, "payment", card(token));
    }

    private static Map<String, String> card(String token) {
        return Map.of("method", "card", "token", token);
    }

    private static String freshEmail() {
        return "ada-" + UUID.randomUUID() + "@example.test";
    }

    private static String freshKey() {
        return UUID.randomUUID().toString();
    }

    private static List<Reply> atOnce(int times, Callable<Reply> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(IntStream.range(0, times).mapToObj(i -> call).toList());
            return results.stream().map(result -> result.resultNow()).toList();
        }
    }
}

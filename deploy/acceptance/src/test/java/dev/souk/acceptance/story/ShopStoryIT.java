package dev.souk.acceptance.story;

import static dev.souk.acceptance.stack.Shop.ADDRESS;
import static dev.souk.acceptance.stack.Shop.atOnce;
import static dev.souk.acceptance.stack.Shop.card;
import static dev.souk.acceptance.stack.Shop.freshEmail;
import static dev.souk.acceptance.stack.Shop.freshKey;
import static dev.souk.acceptance.stack.Shop.order;
import static dev.souk.acceptance.stack.Shop.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Shop;
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
import java.util.stream.IntStream;

@ParameterizedClass
@EnumSource(names = {"SIX_PROCESSES", "ALL_IN_ONE"})
class ShopStoryIT {

    private static final Duration AGREEMENT = Duration.ofSeconds(10);

    @Parameter private Stack.Kind kind = Stack.Kind.SIX_PROCESSES;
    private Stack stack = Stack.of(kind);
    private Shop shop = Shop.of(stack);

    @BeforeEach
    void start() {
        stack = Stack.of(kind);
        shop = Shop.of(stack);
    }

    @Test
    void aShopperRegistersFindsAProductOrdersItPaysGetsAMailAndSeesTheOrder() {
        var email = freshEmail();
        var shopper = shop.newShopper(email);
        var product = shop.newProduct(50);

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
                () -> shop.available(product),
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
        var shopper = shop.newShopper();
        var product = shop.newProduct(50);

        var refused = place(shopper, product, 1, "tok_declined");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.string("/code")).isEqualTo("payment-declined");
        var order = shopper.get("/v1/orders/" + refused.string("/orderId"));
        assertThat(order.string("/status")).isEqualTo("cancelled");
        assertThat(order.string("/cancellation/code")).isEqualTo("payment-declined");
        Eventually.within(
                AGREEMENT,
                () -> shop.available(product),
                left -> left == product.at("/stock/available").asLong());
    }

    @Test
    void aCancelledOrderGivesStockAndMoneyBackAndSendsAMail() {
        var email = freshEmail();
        var shopper = shop.newShopper(email);
        var product = shop.newProduct(50);
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
                () -> shop.available(product),
                left -> left == product.at("/stock/available").asLong());
        Eventually.within(AGREEMENT, () -> stack.inbox(email), mails -> mails.size() == 2);
    }

    @Test
    void aCartBecomesAnOrderAndIsEmptyAfterIt() {
        var shopper = shop.newShopper();
        var product = shop.newProduct(50);
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
        var shopper = shop.newShopper();
        var product = shop.newProduct(50);
        var keyed = shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10");
        var body = order(product, 1, "tok_visa");

        var replies = atOnce(2, () -> keyed.post("/v1/orders", body));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(replies).map(reply -> reply.string("/id")).containsOnly(idOf(replies));
        assertThat(shopper.get("/v1/orders").body().path("items")).hasSize(1);
    }

    @Test
    void aHundredBuyersOfTheLastTenUnitsMakeTenOrders() throws Exception {
        var product = shop.newProduct(10);
        var buyers = IntStream.range(0, 10).mapToObj(i -> shop.newShopper()).toList();

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
                () -> buyers.stream().mapToLong(Shop::confirmedOrders).sum(),
                confirmed -> confirmed == 10);
        assertThat(shop.available(product)).isZero();
    }

    @Test
    void aTraceIsFoundInEveryServiceInKafkaAndInTheMail() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var parent = "00-" + trace + "-00f067aa0ba902b7-01";
        var email = freshEmail();
        var shopper = shop.newShopper(email).with("traceparent", parent);

        var order = place(shopper, shop.newProduct(50), 1, "tok_visa");

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

    private static String idOf(List<Reply> replies) {
        return replies.get(0).string("/id");
    }
}

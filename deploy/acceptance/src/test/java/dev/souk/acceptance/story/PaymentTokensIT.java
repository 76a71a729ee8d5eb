package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Shop;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** How an order ends, by what the provider does with the card. */
class PaymentTokensIT {

    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final Shop shop = Shop.of(stack);
    private final Client shopper = shop.newShopper();

    @ParameterizedTest
    @CsvSource({
        "tok_visa, confirmed, captured, 1",
        "tok_slow, confirmed, captured, 1",
        "tok_flaky, confirmed, captured, 1",
        "tok_timeout, confirmed, captured, 1",
        "tok_declined, cancelled, declined, 0",
        "tok_insufficient_funds, cancelled, declined, 0"
    })
    void endsAsTheTableSays(String token, String status, String payment, int captures) {
        var product = shop.newProduct(10);
        var placed = Shop.place(shopper, product, 3, token);

        var order = settled(placed, status);

        assertThat(order.string("/payment/status")).isEqualTo(payment);
        assertThat(stack.providerBooks().captures(idOf(placed))).hasSize(captures);
        assertThat(shop.available(product)).isEqualTo(captures > 0 ? 7 : 10);
    }

    @ParameterizedTest
    @CsvSource({"approve, confirmed, captured, 1", "refuse, cancelled, declined, 0"})
    void asksTheShopperWhereTheCardWantsIt(
            String decision, String status, String payment, int captures) throws Exception {
        var product = shop.newProduct(10);
        var placed = Shop.place(shopper, product, 1, "tok_challenge");
        assertThat(placed.status()).isEqualTo(202);
        assertThat(placed.string("/payment/status")).isEqualTo("action-required");
        assertThat(stack.providerBooks().captures(idOf(placed))).isEmpty();

        decide(placed.string("/payment/action/url"), decision);

        assertThat(settled(placed, status).string("/payment/status")).isEqualTo(payment);
        assertThat(stack.providerBooks().captures(idOf(placed))).hasSize(captures);
        assertThat(shop.available(product)).isEqualTo(10 - captures);
    }

    @Test
    void refusesATokenThatNobodyKnows() {
        var placed = Shop.place(shopper, shop.newProduct(10), 1, "tok_of_nobody");

        assertThat(settled(placed, "cancelled").string("/payment/status")).isEqualTo("declined");
        assertThat(stack.providerBooks().captures(idOf(placed))).isEmpty();
    }

    private Reply settled(Reply placed, String status) {
        assertThat(placed.status()).isIn(201, 202, 422);
        return Eventually.within(
                SETTLED,
                () -> shopper.get("/v1/orders/" + idOf(placed)),
                order -> order.string("/status").equals(status));
    }

    private static String idOf(Reply placed) {
        return placed.string(placed.status() == 422 ? "/orderId" : "/id");
    }

    /** On the provider's page, as the shopper would. */
    private static void decide(String url, String decision)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("decision=" + decision))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isLessThan(400);
        }
    }
}

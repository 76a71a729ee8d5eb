package dev.souk.acceptance.story;

import static dev.souk.acceptance.stack.Shop.atOnce;
import static dev.souk.acceptance.stack.Shop.freshKey;
import static dev.souk.acceptance.stack.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Shop;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Many who want the same at the same time, at two gateways and two nodes of each service. */
@Tag("full")
class CrowdIT {

    private static final Duration SOLD_OUT = Duration.ofSeconds(5);
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final int REGISTRATIONS_AT_ONCE = 8;

    private final Stack stack = Stack.of(Stack.Kind.TWO_OF_EACH);
    private final Shop shop = Shop.of(stack);
    private final List<URI> gateways = stack.gateways();

    @Test
    void fourHundredBuyersOfFiftyUnitsBuyExactlyFifty() throws Exception {
        warmUp();
        var buyers = newShoppers(400);
        var product = shop.newProduct(50);

        var began = Instant.now();
        var replies = atOnce(buyers.stream().map(buyer -> buying(buyer, product)).toList());

        assertThat(replies).allMatch(reply -> List.of(201, 202, 422).contains(reply.status()));
        Eventually.within(SETTLED, () -> confirmed(buyers), count -> count >= 50);
        assertThat(confirmed(buyers)).isEqualTo(50);
        assertThat(shop.available(product)).isZero();
        assertThat(Duration.between(began, lastConfirmation(buyers))).isLessThan(SOLD_OUT);
    }

    @Test
    void fiftyEqualRequestsAtTwoGatewaysAreOneOrderWithOneAnswer() throws Exception {
        var shopper = shop.newShopper();
        var product = shop.newProduct(100);
        var keyed = shopper.with("Idempotency-Key", freshKey(), "Prefer", "wait=10");
        var body = order(product, 1, "tok_visa");

        var replies =
                atOnce(
                        IntStream.range(0, 50)
                                .<Callable<Reply>>mapToObj(
                                        i -> () -> at(keyed, i).post("/v1/orders", body))
                                .toList());

        assertThat(replies).extracting(Reply::status).containsOnly(201);
        assertThat(replies).extracting(Reply::body).containsOnly(replies.getFirst().body());
        assertThat(shopper.get("/v1/orders").body().path("items")).hasSize(1);
        assertThat(shop.available(product)).isEqualTo(99);
    }

    /** Classes are loaded and pools are open before anything is timed. */
    private void warmUp() throws Exception {
        var shopper = shop.newShopper();
        var product = shop.newProduct(1_000);
        for (var round = 0; round < 10; round++) {
            atOnce(20, buying(shopper, product));
        }
    }

    private List<Client> newShoppers(int count) throws Exception {
        var shoppers = new ArrayList<Client>();
        while (shoppers.size() < count) {
            shoppers.addAll(atOnce(REGISTRATIONS_AT_ONCE, shop::newShopper));
        }
        return shoppers;
    }

    private Callable<Reply> buying(Client buyer, JsonNode product) {
        return () -> Shop.place(buyer, product, 1, "tok_visa");
    }

    private Client at(Client client, int number) {
        return client.at(gateways.get(number % gateways.size()));
    }

    private static long confirmed(List<Client> buyers) {
        return buyers.parallelStream().mapToLong(Shop::confirmedOrders).sum();
    }

    /** By the shop's own clock, which is the test's, since all run on this machine. */
    private static Instant lastConfirmation(List<Client> buyers) {
        return buyers.parallelStream()
                .flatMap(buyer -> confirmations(buyer).stream())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static List<Instant> confirmations(Client buyer) {
        var times = new ArrayList<Instant>();
        for (var order : buyer.get("/v1/orders").body().path("items")) {
            if (order.path("status").asText().equals("confirmed")) {
                times.add(Instant.parse(order.path("updatedAt").asText()));
            }
        }
        return times;
    }
}

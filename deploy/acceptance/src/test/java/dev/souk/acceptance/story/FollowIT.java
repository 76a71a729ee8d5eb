package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Shop;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What becomes of an order, seen from outside while it happens and afterwards. */
@Tag("full")
@Timeout(60)
class FollowIT {

    private final Stack stack = Stack.of(Stack.Kind.TWO_OF_EACH);
    private final Shop shop = Shop.of(stack);
    private final List<URI> gateways = stack.gateways();
    private final Client shopper = shop.newShopper();
    private final Client staff = shop.admin();

    @Test
    void aStreamGoesOnAtAnotherGatewayWithoutGapOrRepeat() {
        var order = "/v1/orders/" + placed().string("/id");
        var here = shopper.at(gateways.get(0));
        var there = shopper.at(gateways.get(1));

        var first = here.follow(order + "/stream", "", "payment.captured");
        ok(200, staff.post(order + "/ship", Map.of("carrier", "Caravan", "trackingNumber", "C1")));
        var second = there.follow(order + "/stream", idOf(first), "order.shipped");
        ok(200, staff.post(order + "/deliver", Map.of()));
        refund(order, 99);
        var third = here.follow(order + "/stream", idOf(second), "payment.partially-refunded");

        var whole = there.follow(order + "/stream", "", "payment.partially-refunded");
        assertThat(Stream.of(first, second, third).flatMap(List::stream))
                .containsExactlyElementsOf(whole);
        assertThat(whole.stream().map(FollowIT::numberOf)).isSorted();
        assertThat(whole.stream().map(event -> event.split(" ", 2)[1]))
                .contains("order.confirmed", "order.shipped", "order.delivered");
    }

    @Test
    void refundsNeverAddUpToMoreThanWasCaptured() throws Exception {
        var order = "/v1/orders/" + placed().string("/id");

        var replies = Shop.atOnce(8, () -> refundOf(order, 400));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(3);
        assertThat(replies).filteredOn(reply -> reply.status() == 422).hasSize(5);
        var whole = shopper.follow(order + "/stream", "", "payment.partially-refunded");
        assertThat(whole).isNotEmpty();
    }

    @Test
    void theTimelineTellsWhatWasDoneByWhomAndShowsTheOrderAsItWas() {
        var placed = placed();
        var order = "/v1/orders/" + placed.string("/id");
        ok(200, staff.post(order + "/ship", Map.of("carrier", "Caravan", "trackingNumber", "C1")));

        var items = shopper.get(order + "/timeline").body().path("items");

        assertThat(items.findValuesAsText("kind")).contains("command", "event", "step", "payment");
        assertThat(items.findValuesAsText("name")).contains("order-confirmed", "order-shipped");
        assertThat(items)
                .filteredOn(item -> item.path("kind").asText().equals("event"))
                .allMatch(item -> item.path("node").asText().startsWith("order-"));
        assertThat(items.findValuesAsText("traceId")).isNotEmpty();
        var before = shopper.get(order + "/timeline?version=" + placed.string("/version"));
        assertThat(before.string("/status")).isEqualTo("confirmed");
        assertThat(shopper.get(order).string("/status")).isEqualTo("shipped");
    }

    private Reply placed() {
        return ok(201, Shop.place(shopper, shop.newProduct(10), 1, "tok_visa"));
    }

    private void refund(String order, long amount) {
        ok(201, refundOf(order, amount));
    }

    private Reply refundOf(String order, long amount) {
        var body = Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reason", "late");
        return staff.with("Idempotency-Key", Shop.freshKey()).post(order + "/refunds", body);
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        return reply;
    }

    private static String idOf(List<String> events) {
        return events.getLast().split(" ", 2)[0];
    }

    private static Long numberOf(String event) {
        return Long.valueOf(event.split(" ", 2)[0]);
    }
}

package dev.souk.acceptance.release;

import static dev.souk.acceptance.stack.Shop.atOnce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Shop;
import dev.souk.acceptance.stack.Stack;
import dev.souk.acceptance.stack.TopicReader;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An upgrade half done, and taken back: a node of the next release beside one of this. */
@Tag("full")
class TwoReleasesIT {

    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final int ORDERS = 40;
    private static final int MOST = 10 * ORDERS;
    private static final String NEWER = "schema/order.confirmed.v2.json";
    private static final String OLDER = "schema/order.confirmed.v1.json";

    private final Stack stack = Stack.of(Stack.Kind.TWO_RELEASES);
    private final Shop shop = Shop.of(stack);
    private final Client staff = shop.admin();
    private final String email = Shop.freshEmail();
    private final Client shopper = shop.newShopper(email);
    private final JsonNode product = shop.newProduct(1_000);

    @Test
    void bothRunAndNothingIsParkedOrLost(@TempDir Path folder) throws Exception {
        var newer = added(NextRelease.jar(folder));
        var orders = placeAtBoth();
        orders.forEach(this::ship);

        var older = added(Stack.jarOf("order"));
        stack.souk("remove", newer, "--min-ready", "0");
        orders.forEach(this::refundAndDeliver);
        var more = place();

        assertThat(schemasOf(more)).containsExactly(OLDER);
        var all = Stream.concat(orders.stream(), more.stream()).toList();
        Eventually.within(
                SETTLED,
                () -> stack.numbersMailedTo(email),
                mailed -> mailed.containsAll(numbersOf(all)));
        assertThat(staff.get("/v1/dead-letters").body().path("items")).isEmpty();
        assertThat(stack.logLinesWith("parked").values()).allMatch(List::isEmpty);
        assertThat(stack.logLinesWith("not readable").values()).allMatch(List::isEmpty);
        assertThat(shop.available(product)).isEqualTo(1_000 - all.size());
        stack.souk("remove", older, "--min-ready", "0");
    }

    private String added(Path jar) {
        return stack.souk("add", "order", "--jar", jar.toString()).strip();
    }

    /** A node that has just come is given little at first. */
    private List<JsonNode> placeAtBoth() throws Exception {
        var orders = new ArrayList<>(place());
        while (!schemasOf(orders).contains(NEWER)) {
            assertThat(orders).as("of which the newer node had none").hasSizeLessThan(MOST);
            orders.addAll(place());
        }
        assertThat(schemasOf(orders)).containsExactlyInAnyOrder(OLDER, NEWER);
        return orders;
    }

    private List<JsonNode> place() throws Exception {
        var calls =
                IntStream.range(0, ORDERS)
                        .<Callable<Reply>>mapToObj(
                                i -> () -> Shop.place(shopper, product, 1, "tok_visa"))
                        .toList();
        var replies = atOnce(calls);
        assertThat(replies).extracting(Reply::status).containsOnly(201);
        return replies.stream().map(Reply::body).toList();
    }

    private void ship(JsonNode order) {
        var shipped =
                staff.post(
                        "/v1/orders/" + idOf(order) + "/ship",
                        Map.of("carrier", "Caravan", "trackingNumber", "CV-1"));
        assertThat(shipped.status()).as(shipped.toString()).isEqualTo(200);
    }

    /** Now only a node of this release is left, and goes on with what the next has written. */
    private void refundAndDeliver(JsonNode order) {
        var refund = Map.of("amount", Map.of("amount", 99, "currency", "EUR"), "reason", "late");
        var refunded =
                staff.with("Idempotency-Key", Shop.freshKey())
                        .post("/v1/orders/" + idOf(order) + "/refunds", refund);
        assertThat(refunded.status()).as(refunded.toString()).isEqualTo(201);
        var delivered = staff.post("/v1/orders/" + idOf(order) + "/deliver", Map.of());
        assertThat(delivered.status()).as(delivered.toString()).isEqualTo(200);
        var confirmed =
                shopper.get("/v1/orders/" + idOf(order) + "/timeline?version=" + versionOf(order));
        assertThat(confirmed.string("/status")).as(confirmed.toString()).isEqualTo("confirmed");
    }

    private Set<String> schemasOf(List<JsonNode> orders) {
        var ids = orders.stream().map(TwoReleasesIT::idOf).collect(Collectors.toSet());
        return Eventually.within(
                        SETTLED,
                        () ->
                                TopicReader.schemas(
                                        stack.server("kafka"), "souk.order", "order.confirmed"),
                        found -> found.keySet().containsAll(ids))
                .entrySet()
                .stream()
                .filter(each -> ids.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private static Set<String> numbersOf(List<JsonNode> orders) {
        return orders.stream()
                .map(order -> order.path("number").asText())
                .collect(Collectors.toSet());
    }

    private static String idOf(JsonNode order) {
        return order.path("id").asText();
    }

    private static long versionOf(JsonNode order) {
        return order.path("version").asLong();
    }
}

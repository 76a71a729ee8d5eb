package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

    private static final String PASSWORD = "seven purple teapots sing";
    private static final String JSON = "application/json";

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final Client visitor = Client.anonymous(stack);
    private Client shopper = visitor;
    private String token = "";
    private String productId = "";

    @BeforeAll
    void signIn() {
        var email = "eve-" + UUID.randomUUID() + "@example.test";
        visitor.post(
                "/v1/users", Map.of("email", email, "password", PASSWORD, "name", "Eve Adams"));
        token =
                visitor.post("/v1/sessions", Map.of("email", email, "password", PASSWORD))
                        .string("/accessToken");
        shopper = visitor.bearing(token);
        productId = visitor.get("/v1/products?limit=1").string("/items/0/id");
    }

    static Stream<Arguments> brokenOrders() {
        var line = "{\"productId\":\"%s\",\"quantity\":%s}";
        return Stream.of(
                arguments("no JSON", "{\"items\":", "malformed-json"),
                arguments("a number as the body", "7", "invalid-request"),
                arguments(
                        "an unknown field",
                        whole(line.formatted("ID", "1"), ",\"price\":1"),
                        "unknown-field"),
                arguments(
                        "a quantity as text",
                        whole(line.formatted("ID", "\"1\""), ""),
                        "invalid-request"),
                arguments(
                        "a negative quantity",
                        whole(line.formatted("ID", "-1"), ""),
                        "invalid-request"),
                arguments(
                        "a quantity of zero",
                        whole(line.formatted("ID", "0"), ""),
                        "invalid-request"),
                arguments(
                        "a huge quantity",
                        whole(line.formatted("ID", "99999999999999999999"), ""),
                        "invalid-request"),
                arguments("a fraction", whole(line.formatted("ID", "1.5"), ""), "invalid-request"),
                arguments(
                        "an id that is none",
                        whole(line.formatted("nobody", "1"), ""),
                        "invalid-request"),
                arguments("no lines", whole("", ""), "invalid-request"),
                arguments(
                        "one product on two lines",
                        whole(line.formatted("ID", "1") + "," + line.formatted("ID", "2"), ""),
                        "invalid-request"));
    }

    private static String whole(String lines, String more) {
        return "{\"items\":[%s],\"shippingAddress\":{\"name\":\"Eve\",\"line1\":\"1 Road\",\"city\":\"Rome\",\"postalCode\":\"00100\",\"country\":\"IT\"},\"payment\":{\"method\":\"card\",\"token\":\"tok_visa\"}%s}"
                .formatted(lines, more);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOrders")
    void refusesAnOrderWith(String what, String body, String code) {
        var reply =
                shopper.with("Idempotency-Key", UUID.randomUUID().toString())
                        .send("POST", "/v1/orders", JSON, body.replace("ID", productId));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.string("/code")).isEqualTo(code);
        assertThat(shopper.get("/v1/orders").body().path("items")).isEmpty();
    }

    @Test
    void refusesAnOrderWithoutAKey() {
        var reply = shopper.send("POST", "/v1/orders", JSON, "{}");

        assertThat(reply.status()).isEqualTo(428);
        assertThat(reply.string("/code")).isEqualTo("idempotency-key-required");
    }

    @Test
    void refusesAMissingToken() {
        var reply = visitor.get("/v1/orders");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.string("/code")).isEqualTo("unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAForgedToken(Forgery forgery) throws Exception {
        var jwks = visitor.get("/.well-known/jwks.json").body();

        var reply = visitor.bearing(forgery.of(token, jwks)).get("/v1/orders");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.string("/code")).isEqualTo("unauthenticated");
    }

    @Test
    void hidesAStrangersOrder() {
        var good = whole("{\"productId\":\"%s\",\"quantity\":1}".formatted(productId), "");
        var stranger =
                visitor.registered("mallory-" + UUID.randomUUID() + "@example.test", PASSWORD);
        var order =
                stranger.with("Idempotency-Key", UUID.randomUUID().toString())
                        .send("POST", "/v1/orders", JSON, good);

        var reply = shopper.get("/v1/orders/" + order.string("/id"));

        assertThat(order.status()).isEqualTo(201);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.string("/code")).isEqualTo("not-found");
    }

    @Test
    void refusesAShopperWhoActsAsStaff() {
        var reply = shopper.post("/v1/categories", Map.of("slug", "mine", "name", "Mine"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.string("/code")).isEqualTo("forbidden");
    }

    @Test
    void namesTheMethodsThatAPathHas() {
        var reply = visitor.send("PUT", "/v1/products", JSON, "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(List.of(reply.header("Allow").split(", *", -1))).contains("GET", "POST");
    }

    @Test
    void knowsNoUnknownPath() {
        assertThat(visitor.get("/v1/nothing-here").string("/code")).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=-1"})
    void refusesABadLimit(String query) {
        var reply = visitor.get("/v1/products?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.string("/code")).isEqualTo("invalid-request");
    }

    @Test
    void refusesATamperedCursor() {
        var cursor = visitor.get("/v1/products?limit=1").string("/nextCursor");
        var tampered = cursor.substring(0, cursor.length() - 4) + "AAAA";

        assertThat(visitor.get("/v1/products?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(visitor.get("/v1/products?limit=1&cursor=" + tampered).string("/code"))
                .isEqualTo("invalid-cursor");
        assertThat(visitor.get("/v1/products?limit=1&sort=price&cursor=" + cursor).string("/code"))
                .isEqualTo("invalid-cursor");
    }

    @Test
    void refusesAnotherMediaType() {
        var reply = visitor.send("POST", "/v1/users", "text/plain", "hello");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.string("/code")).isEqualTo("unsupported-media-type");
    }

    @Test
    void showsNoInsideInAProblem() {
        var reply = visitor.send("POST", "/v1/users", JSON, "{\"email\":{},\"name\":[]}");

        assertThat(reply.text()).doesNotContain("Exception", "dev.souk", "io.vertx", "SELECT");
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.string("/traceId")).matches("[0-9a-f]{32}");
    }
}

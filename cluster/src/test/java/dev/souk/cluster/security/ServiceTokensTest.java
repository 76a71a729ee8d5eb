package dev.souk.cluster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Ids;
import dev.souk.contract.Principal;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class ServiceTokensTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final SigningKey ORDER = SigningKey.generate("order");
    private static final SigningKey CATALOG = SigningKey.generate("catalog");
    private static final SigningKey RECOMMEND = SigningKey.generate("recommend");
    private static final String JWKS = Jwks.of(List.of(ORDER, CATALOG, RECOMMEND));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ServiceTokens order = ServiceTokens.of(VERTX, ORDER, () -> JWKS, () -> now);
    private final ServiceTokens catalog = ServiceTokens.of(VERTX, CATALOG, () -> JWKS, () -> now);

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void provesAServiceToAnother() {
        var token = order.mint("catalog");
        assertThat(catalog.verify(token)).contains("order");
        assertThat(catalog.verify(token)).contains("order");
    }

    @Test
    void isWorthNothingElsewhere() {
        assertThat(catalog.verify(order.mint("user"))).isEmpty();
    }

    @Test
    void isUsedForHalfOfItsLife() {
        var first = order.mint("catalog");
        now = now.plusSeconds(29);
        assertThat(order.mint("catalog")).isEqualTo(first);
        now = now.plusSeconds(1);
        assertThat(order.mint("catalog")).isNotEqualTo(first);
        assertThat(catalog.verify(first)).contains("order");
    }

    @Test
    void endsAfterAMinute() {
        var token = order.mint("catalog");
        assertThat(catalog.verify(token)).contains("order");
        now = now.plusSeconds(60);
        assertThat(catalog.verify(token)).isEmpty();
    }

    @Test
    void aServiceCannotSpeakForAnother() {
        var claims = claims("service:order", 60);
        assertThat(catalog.verify(Jws.sign(RECOMMEND, "svc+jwt", claims))).isEmpty();
    }

    @Test
    void aKeyUnderAForeignNameProvesNothing() {
        var stolenName = SigningKey.fromPem("order", RECOMMEND.toPem());
        var claims = claims("service:order", 60);
        assertThat(catalog.verify(Jws.sign(stolenName, "svc+jwt", claims))).isEmpty();
    }

    @Test
    void aLongLifeIsRefused() {
        var claims = claims("service:order", 61);
        assertThat(catalog.verify(Jws.sign(ORDER, "svc+jwt", claims))).isEmpty();
    }

    @Test
    void aUsersTokenProvesNoService() {
        var signer = new TokenSigner(ORDER, () -> now, new Ids(() -> now, new Random(1)));
        var principal = new Principal("service:order", "s", Set.of());
        assertThat(catalog.verify(signer.sign(principal, Duration.ofSeconds(60)))).isEmpty();
    }

    @Test
    void rubbishProvesNoService() {
        assertThat(catalog.verify("")).isEmpty();
        assertThat(catalog.verify("a.b.c")).isEmpty();
        assertThat(catalog.verify("x".repeat(100_000))).isEmpty();
    }

    @Test
    void aNodeIsProvedByItsIdOnly() {
        var proof = order.proveNode("node-1");
        assertThat(catalog.verifyNode(proof, "node-1")).contains("order");
        assertThat(catalog.verifyNode(proof, "node-2")).isEmpty();
        assertThat(catalog.verify(proof)).isEmpty();
        assertThat(catalog.verifyNode(order.mint("catalog"), "node-1")).isEmpty();
    }

    @Test
    void oneKeyMayServeSeveralNames() {
        var shared = Jwks.of(ORDER, List.of("order", "catalog"));
        var one = ServiceTokens.of(VERTX, ORDER, () -> shared, () -> now);
        var key = SigningKey.fromPem("catalog", ORDER.toPem());
        var other = ServiceTokens.of(VERTX, key, () -> shared, () -> now);
        assertThat(one.verify(other.mint("order"))).contains("catalog");
        assertThat(other.verify(one.mint("catalog"))).contains("order");
    }

    @Test
    void readsAKeyThatItWrote() {
        var again = SigningKey.fromPem("order", ORDER.toPem());
        assertThat(Jwks.of(List.of(again))).isEqualTo(Jwks.of(List.of(ORDER)));
        assertThat(again).hasToString("key order");
    }

    @Test
    void aBrokenKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> SigningKey.fromPem("order", "c2VjcmV0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> ServiceTokens.of(VERTX, ORDER, () -> "no json", () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private JsonObject claims(String subject, long life) {
        var second = now.getEpochSecond();
        return new JsonObject()
                .put("iss", "souk")
                .put("sub", subject)
                .put("aud", "catalog")
                .put("iat", second)
                .put("exp", second + life);
    }

    @Test
    void trustsWhomItIsToldToTrustAtTheMoment() {
        var trusted = new AtomicReference<>(Jwks.of(List.of(CATALOG)));
        var service = ServiceTokens.of(VERTX, CATALOG, trusted::get, () -> now);
        var token = order.mint("catalog");
        assertThat(service.verify(token)).isEmpty();

        trusted.set(JWKS);
        assertThat(service.verify(token)).contains("order");

        trusted.set("rubbish");
        assertThat(service.verify(token)).contains("order");

        trusted.set(Jwks.of(List.of(CATALOG)));
        assertThat(service.verify(token)).isEmpty();
    }
}

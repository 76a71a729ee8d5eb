package dev.souk.cluster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Ids;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class TokenVerifierTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final SigningKey KEY = SigningKey.generate("2026-01");
    private static final SigningKey FOREIGN = SigningKey.generate("2026-01");
    private static final SigningKey NEXT = SigningKey.generate("2026-02");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Principal USER =
            new Principal("user-1", "session-1", Set.of("customer", "support"));

    private Instant now = START;
    private Future<String> jwks = Future.succeededFuture(Jwks.of(List.of(KEY)));
    private final AtomicInteger fetches = new AtomicInteger();
    private final TokenVerifier verifier =
            new TokenVerifier(
                    VERTX,
                    () -> {
                        fetches.incrementAndGet();
                        return jwks;
                    },
                    () -> now);

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void readsWhoShowedTheToken() throws Exception {
        var token = verify(signer(KEY).sign(USER, Duration.ofMinutes(10)));
        assertThat(token.principal()).isEqualTo(USER);
        assertThat(token.expiresAt()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void knowsATokenAgainUntilItsEnd() throws Exception {
        var token = signer(KEY).sign(USER, Duration.ofSeconds(30));
        assertThat(verify(token)).isSameAs(verify(token));
        now = START.plusSeconds(30);
        assertRefused(token);
    }

    /** A name that shows in the report, and a token that must not pass. */
    record Forged(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forged> forged() {
        var good = claims();
        return Stream.of(
                new Forged("nothing", ""),
                new Forged("no token", "Bearer"),
                new Forged("two dots", ".."),
                new Forged("alg none", unsigned(header("none", "at+jwt", KEY.kid()), good)),
                new Forged(
                        "alg none without a third part",
                        withoutLastDot(unsigned(header("none", "at+jwt", KEY.kid()), good))),
                new Forged("RS256 without a signature", unsigned(header(KEY), good)),
                new Forged("HS256 with the public key", hs256(good)),
                new Forged("a foreign key", Jws.sign(FOREIGN, "at+jwt", good)),
                new Forged("an unknown key", Jws.sign(NEXT, "at+jwt", good)),
                new Forged("changed claims", changed(good.copy().put("sub", "admin"))),
                new Forged("more roles", changed(good.copy().put("roles", roles("admin")))),
                new Forged("changed signature", changedSignature()),
                new Forged("a fourth part", Jws.sign(KEY, "at+jwt", good) + ".x"),
                new Forged("a trailing dot", Jws.sign(KEY, "at+jwt", good) + "."),
                new Forged("the type of a service token", Jws.sign(KEY, "svc+jwt", good)),
                new Forged("the plain type", Jws.sign(KEY, "JWT", good)),
                new Forged("another issuer", signed(good.copy().put("iss", "other"))),
                new Forged("no issuer", signed(without(good, "iss"))),
                new Forged("another audience", signed(good.copy().put("aud", "other"))),
                new Forged("no audience", signed(without(good, "aud"))),
                new Forged("expired", signed(good.copy().put("exp", second(-1)))),
                new Forged("expires now", signed(good.copy().put("exp", second(0)))),
                new Forged("no end", signed(without(good, "exp"))),
                new Forged("an end that is text", signed(good.copy().put("exp", "9999999999"))),
                new Forged("not yet valid", signed(good.copy().put("nbf", second(60)))),
                new Forged("made tomorrow", signed(good.copy().put("iat", second(86_400)))),
                new Forged("no subject", signed(without(good, "sub"))),
                new Forged("an empty subject", signed(good.copy().put("sub", ""))),
                new Forged("a subject that is a number", signed(good.copy().put("sub", 7))),
                new Forged("no kid", unkeyed(good)),
                new Forged("a kid that is a list", odd("kid", new JsonArray().add(KEY.kid()))),
                new Forged("a critical extension", odd("crit", new JsonArray().add("exp"))),
                new Forged("its own key", ownKey("jwk")),
                new Forged("a link to its key", ownKey("jku")),
                new Forged("a link to its certificate", ownKey("x5u")),
                new Forged("very long", signed(good.copy().put("pad", "x".repeat(9_000)))));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refuses(Forged forged) {
        assertRefused(forged.token());
        assertRefused(forged.token());
    }

    @Test
    void takesTheNewKeyOfARotation() throws Exception {
        var old = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(old).principal()).isEqualTo(USER);
        jwks = Future.succeededFuture(Jwks.of(List.of(KEY, NEXT)));
        now = START.plusSeconds(2);
        assertThat(verify(signer(NEXT).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        assertThat(verify(old).principal()).isEqualTo(USER);
    }

    @Test
    void dropsARemovedKeyWithinAMinute() throws Exception {
        var old = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(old).principal()).isEqualTo(USER);
        jwks = Future.succeededFuture(Jwks.of(List.of(NEXT)));
        now = START.plusSeconds(61);
        // The first token after a minute makes it ask, the next one meets the answer.
        verifier.verify(old).otherwiseEmpty().await(5, TimeUnit.SECONDS);
        assertRefused(old);
    }

    @Test
    void asksOnceASecondForUnknownKeys() throws Exception {
        assertThat(verify(signer(KEY).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        now = START.plusSeconds(10);
        for (var attempt = 0; attempt < 50; attempt++) {
            assertRefused(signer(NEXT).sign(USER, Duration.ofMinutes(10)));
        }
        assertThat(fetches).hasValue(2);
        now = START.plusSeconds(11);
        assertRefused(signer(NEXT).sign(USER, Duration.ofMinutes(10)));
        assertThat(fetches).hasValue(3);
    }

    @Test
    void saysThatItCannotKnowWithoutKeys() {
        jwks = Future.failedFuture(new IllegalStateException("away"));
        assertThat(reasonOf(signer(KEY).sign(USER, Duration.ofMinutes(1))))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void refusesEverythingWhereThereAreNoKeys() {
        jwks = Future.succeededFuture("{\"keys\":[]}");
        assertRefused(signer(KEY).sign(USER, Duration.ofMinutes(1)));
        assertRefused(withoutLastDot(unsigned(header("none", "at+jwt", KEY.kid()), claims())));
    }

    @Test
    void goesOnWithTheKeysThatItKnowsWhileTheirSourceIsAway() throws Exception {
        assertThat(verify(signer(KEY).sign(USER, Duration.ofMinutes(10))).principal())
                .isEqualTo(USER);
        jwks = Future.failedFuture(new IllegalStateException("away"));
        now = START.plusSeconds(300);
        var later = signer(KEY).sign(USER, Duration.ofMinutes(10));
        assertThat(verify(later).principal()).isEqualTo(USER);
    }

    private TokenSigner signer(SigningKey key) {
        return new TokenSigner(key, () -> now, new Ids(() -> now, new Random(1)));
    }

    private VerifiedToken verify(String token) throws Exception {
        return verifier.verify(token).await(5, TimeUnit.SECONDS);
    }

    private void assertRefused(String token) {
        assertThat(reasonOf(token)).isEqualTo(Reason.UNAUTHENTICATED);
    }

    private Reason reasonOf(String token) {
        var reason = new Reason[1];
        assertThatThrownBy(() -> verify(token))
                .isInstanceOfSatisfying(
                        ServiceFailure.class, failure -> reason[0] = failure.reason());
        return reason[0];
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", "souk")
                .put("aud", "souk")
                .put("sub", "user-1")
                .put("sid", "session-1")
                .put("roles", roles("customer"))
                .put("iat", second(0))
                .put("exp", second(600));
    }

    private static JsonArray roles(String role) {
        return new JsonArray().add(role);
    }

    private static long second(long offset) {
        return START.getEpochSecond() + offset;
    }

    private static JsonObject without(JsonObject claims, String name) {
        var fewer = claims.copy();
        fewer.remove(name);
        return fewer;
    }

    private static String signed(JsonObject claims) {
        return Jws.sign(KEY, "at+jwt", claims);
    }

    private static JsonObject header(SigningKey key) {
        return header("RS256", "at+jwt", key.kid());
    }

    private static JsonObject header(String alg, String type, String kid) {
        return new JsonObject().put("alg", alg).put("typ", type).put("kid", kid);
    }

    private static String text(JsonObject header, JsonObject claims) {
        return base64(header.encode().getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(JsonObject header, JsonObject claims) {
        return text(header, claims) + ".";
    }

    private static String withoutLastDot(String token) {
        return token.substring(0, token.length() - 1);
    }

    private static String changed(JsonObject claims) {
        var good = signed(claims());
        return text(header(KEY), claims) + good.substring(good.lastIndexOf('.'));
    }

    private static String changedSignature() {
        var good = signed(claims());
        var middle = good.lastIndexOf('.') + 10;
        var other = good.charAt(middle) == 'A' ? 'B' : 'A';
        return good.substring(0, middle) + other + good.substring(middle + 1);
    }

    private static String hs256(JsonObject claims) {
        var text = text(header("HS256", "at+jwt", KEY.kid()), claims);
        return text + "." + base64(mac(Jwks.of(List.of(KEY)), text));
    }

    private static byte[] mac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String unkeyed(JsonObject claims) {
        return signed(new JsonObject().put("alg", "RS256").put("typ", "at+jwt"), KEY, claims);
    }

    private static String odd(String name, Object value) {
        return signed(header(KEY).put(name, value), KEY, claims());
    }

    private static String ownKey(String name) {
        var jwk = new JsonObject(Jwks.of(List.of(FOREIGN))).getJsonArray("keys").getJsonObject(0);
        var value = name.equals("jwk") ? jwk : "https://attacker.test/keys";
        return signed(header(FOREIGN).put(name, value), FOREIGN, claims());
    }

    private static String signed(JsonObject header, SigningKey key, JsonObject claims) {
        var text = text(header, claims);
        return text + "." + base64(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

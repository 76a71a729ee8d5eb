package dev.souk.cluster.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens that must not pass, each wrong in one way. */
final class ForgedTokens {

    static final SigningKey KEY = SigningKey.generate("2026-01");
    static final SigningKey NEXT = SigningKey.generate("2026-02");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final SigningKey FOREIGN = SigningKey.generate("2026-01");

    private ForgedTokens() {}

    /** A name that shows in the report, and a token that must not pass. */
    record Forged(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forged> all() {
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

    /** A token without a signature, that names no algorithm. */
    static String unsigned() {
        return withoutLastDot(unsigned(header("none", "at+jwt", KEY.kid()), claims()));
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
        } catch (GeneralSecurityException missing) {
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

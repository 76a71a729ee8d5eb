package dev.souk.cluster.security;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of signed claims (RFC 7515). Tokens are made here and not by {@code JWTAuth},
 * since that always writes the type {@code JWT}, and types keep one kind of token from passing for
 * another (RFC 8725, section 3.11).
 */
final class Jws {

    static final String ISSUER = "souk";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jws() {}

    static String sign(SigningKey key, String type, JsonObject claims) {
        var header = new JsonObject().put("alg", "RS256").put("typ", type).put("kid", key.kid());
        var text = encode(header) + "." + encode(claims);
        return text + "." + BASE64.encodeToString(key.sign(bytes(text)));
    }

    /** The header of a token, unverified; empty if it has none. */
    static Optional<JsonObject> header(String token) {
        var dot = token.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        try {
            var json = Base64.getUrlDecoder().decode(token.substring(0, dot));
            return Optional.of(new JsonObject(new String(json, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | DecodeException broken) {
            return Optional.empty();
        }
    }

    private static String encode(JsonObject json) {
        return BASE64.encodeToString(bytes(json.encode()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

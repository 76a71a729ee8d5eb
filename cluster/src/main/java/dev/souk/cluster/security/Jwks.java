package dev.souk.cluster.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Collection;
import java.util.List;

/** Sets of public keys as JSON (RFC 7517). */
public final class Jwks {

    private Jwks() {}

    /** The public halves of the keys. */
    public static String of(Collection<SigningKey> keys) {
        var list = new JsonArray();
        keys.forEach(key -> list.add(jwk(key.kid(), key)));
        return new JsonObject().put("keys", list).encode();
    }

    /** One public half under several ids: several services in one process share its key. */
    public static String of(SigningKey key, List<String> kids) {
        var list = new JsonArray();
        kids.forEach(kid -> list.add(jwk(kid, key)));
        return new JsonObject().put("keys", list).encode();
    }

    private static JsonObject jwk(String kid, SigningKey key) {
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", kid)
                .put("n", key.modulus())
                .put("e", key.exponent());
    }
}

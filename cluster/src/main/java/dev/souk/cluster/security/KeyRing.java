package dev.souk.cluster.security;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One state of a set of public RSA keys, by id. Immutable; a new state is a new ring. Only RS256 is
 * known to it, and only the keys that it was made with: what a token's header says of other keys
 * ({@code jku}, {@code x5u}, {@code jwk}) is not read.
 */
final class KeyRing {

    private static final int LARGEST_TOKEN = 8 * 1024;

    private final Set<String> kids;
    private final @Nullable JWTAuth auth;

    private KeyRing(Set<String> kids, @Nullable JWTAuth auth) {
        this.kids = kids;
        this.auth = auth;
    }

    /**
     * Reads a JWKS; keys for anything but RS256 signatures are left out.
     *
     * @throws IllegalArgumentException if it is none
     */
    static KeyRing of(Vertx vertx, String jwks) {
        var keys = keysOf(jwks);
        if (keys.isEmpty()) {
            // A JWTAuth without keys would take unsigned tokens.
            return new KeyRing(Set.of(), null);
        }
        var checkedByUs = new JWTOptions().setIgnoreExpiration(true);
        var options = new JWTAuthOptions().setJWTOptions(checkedByUs);
        keys.values().forEach(options::addJwk);
        return new KeyRing(Set.copyOf(keys.keySet()), JWTAuth.create(vertx, options));
    }

    boolean has(String kid) {
        return kids.contains(kid);
    }

    /** The key's id that a token of the type names; empty if the token is not worth a look. */
    static Optional<String> kidOf(String token, String type) {
        if (token.length() > LARGEST_TOKEN) {
            return Optional.empty();
        }
        return Jws.header(token)
                .filter(header -> "RS256".equals(header.getValue("alg")))
                .filter(header -> type.equals(header.getValue("typ")))
                .filter(header -> !header.containsKey("crit"))
                .map(header -> header.getValue("kid"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** The claims of a token whose signature is good; says nothing about its time. */
    Optional<JsonObject> claims(String token, String type) {
        if (auth == null
                || kidOf(token, type).filter(this::has).isEmpty()
                || !hasThreeParts(token)) {
            return Optional.empty();
        }
        return verified(auth, token);
    }

    private static Optional<JsonObject> verified(JWTAuth auth, String token) {
        try {
            // The provider decides at once: its future is complete when it returns.
            var user = auth.authenticate(new TokenCredentials(token));
            return user.succeeded()
                    ? Optional.ofNullable(user.result().attributes().getJsonObject("accessToken"))
                    : Optional.empty();
        } catch (ClassCastException oddClaim) {
            // It casts registered claims before it looks at their types.
            return Optional.empty();
        }
    }

    private static boolean hasThreeParts(String token) {
        return token.chars().filter(symbol -> symbol == '.').count() == 2;
    }

    private static Map<String, JsonObject> keysOf(String jwks) {
        try {
            var list = new JsonObject(jwks).getJsonArray("keys");
            var keys = new LinkedHashMap<String, JsonObject>();
            for (var index = 0; list != null && index < list.size(); index++) {
                var jwk = list.getJsonObject(index);
                if (isForSignatures(jwk)) {
                    keys.put(jwk.getString("kid"), publicHalf(jwk));
                }
            }
            return Collections.unmodifiableMap(keys);
        } catch (DecodeException | ClassCastException broken) {
            throw new IllegalArgumentException("not a JWKS");
        }
    }

    private static boolean isForSignatures(JsonObject jwk) {
        return "RSA".equals(jwk.getString("kty"))
                && jwk.getString("kid") != null
                && "RS256".equals(jwk.getString("alg", "RS256"))
                && "sig".equals(jwk.getString("use", "sig"));
    }

    private static JsonObject publicHalf(JsonObject jwk) {
        return new JsonObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", jwk.getString("kid"))
                .put("n", jwk.getString("n"))
                .put("e", jwk.getString("e"));
    }
}

package dev.souk.cluster.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads registered claims (RFC 7519) of foreign hands: what has the wrong type is not there. */
final class Claims {

    private Claims() {}

    static Optional<String> text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static Optional<Instant> time(JsonObject claims, String name) {
        return claims.getValue(name) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    static Set<String> texts(JsonObject claims, String name) {
        return claims.getValue(name) instanceof JsonArray list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    static boolean isFor(JsonObject claims, String audience) {
        return audience.equals(claims.getValue("aud")) || texts(claims, "aud").contains(audience);
    }

    static boolean isFrom(JsonObject claims, String issuer) {
        return issuer.equals(claims.getValue("iss"));
    }

    /**
     * Whether the token has an end, and lives now; a start may be so far ahead as clocks differ.
     */
    static boolean livesAt(JsonObject claims, Instant now) {
        var latestStart = now.plusSeconds(SKEW_SECONDS);
        return time(claims, "exp").filter(now::isBefore).isPresent()
                && time(claims, "nbf").filter(latestStart::isBefore).isEmpty()
                && time(claims, "iat").filter(latestStart::isBefore).isEmpty();
    }

    private static final long SKEW_SECONDS = 5;
}

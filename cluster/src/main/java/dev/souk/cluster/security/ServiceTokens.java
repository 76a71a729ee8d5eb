package dev.souk.cluster.security;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Proves a service to others, and others to it. Each service signs with a key of its own; the
 * public halves of all are configured, each under its service's name, and a token names the service
 * whose key made it or none. Safe for use by several threads.
 *
 * <p>A token lives 60 s and is used for 30, so that a callee never meets one about to end.
 */
public final class ServiceTokens {

    private static final String CALL_TYPE = "svc+jwt";
    private static final String NODE_TYPE = "node+jwt";
    private static final String PREFIX = "service:";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration USE = Duration.ofSeconds(30);

    private final SigningKey key;
    private final Trust.Current trust;
    private final InstantSource clock;
    private final Map<String, Minted> minted = new ConcurrentHashMap<>();

    private record Minted(String token, Instant freshUntil) {}

    record Proved(String service, Instant until) {}

    private ServiceTokens(SigningKey key, Trust.Current trust, InstantSource clock) {
        this.key = key;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @param key the service's own; its id is the service's name
     * @param jwks the public keys of all services, each under its name, at the moment; asked often
     * @throws IllegalArgumentException if the first JWKS is none
     */
    public static ServiceTokens of(
            Vertx vertx, SigningKey key, Supplier<String> jwks, InstantSource clock) {
        return new ServiceTokens(key, new Trust.Current(vertx, jwks, LIFE), clock);
    }

    /** The service that these tokens prove. */
    public String service() {
        return key.kid();
    }

    /** A token that proves this service to the named one, and to no other. */
    public String mint(String audience) {
        var now = clock.instant();
        var known = minted.get(audience);
        if (known != null && now.isBefore(known.freshUntil)) {
            return known.token;
        }
        var fresh = new Minted(sign(audience, now), now.plus(USE));
        minted.put(audience, fresh);
        return fresh.token;
    }

    /** The service that the token proves to this one; empty if it proves none. */
    public Optional<String> verify(String token) {
        var now = clock.instant();
        var trusted = trust.get();
        var known = trusted.proved().getIfPresent(token);
        if (known != null) {
            return now.isBefore(known.until) ? Optional.of(known.service) : Optional.empty();
        }
        return trusted.ring()
                .claims(token, CALL_TYPE)
                .filter(claims -> Claims.isFor(claims, service()))
                .filter(claims -> Claims.livesAt(claims, now) && isShort(claims))
                .flatMap(claims -> remember(trusted, token, claims));
    }

    /**
     * A token that says that the node may speak for this service. It has no end of its own: it is
     * worth nothing once the node's id has left the cluster.
     */
    public String proveNode(String nodeId) {
        var claims =
                new JsonObject()
                        .put("iss", Jws.ISSUER)
                        .put("sub", PREFIX + service())
                        .put("node", nodeId)
                        .put("iat", clock.instant().getEpochSecond());
        return Jws.sign(key, NODE_TYPE, claims);
    }

    /** The service that the node of that id may speak for; empty if the token doesn't prove it. */
    public Optional<String> verifyNode(String token, String nodeId) {
        return trust.get()
                .ring()
                .claims(token, NODE_TYPE)
                .filter(claims -> nodeId.equals(claims.getValue("node")))
                .flatMap(claims -> serviceOf(token, NODE_TYPE, claims));
    }

    private String sign(String audience, Instant now) {
        var claims =
                new JsonObject()
                        .put("iss", Jws.ISSUER)
                        .put("sub", PREFIX + service())
                        .put("aud", audience)
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(LIFE).getEpochSecond());
        return Jws.sign(key, CALL_TYPE, claims);
    }

    private static Optional<String> remember(Trust trusted, String token, JsonObject claims) {
        var service = serviceOf(token, CALL_TYPE, claims);
        var until = Claims.time(claims, "exp").orElseThrow();
        service.ifPresent(name -> trusted.proved().put(token, new Proved(name, until)));
        return service;
    }

    private static Optional<String> serviceOf(String token, String type, JsonObject claims) {
        return KeyRing.kidOf(token, type)
                .filter(kid -> (PREFIX + kid).equals(claims.getValue("sub")))
                .filter(kid -> Claims.isFrom(claims, Jws.ISSUER));
    }

    private static boolean isShort(JsonObject claims) {
        var start = Claims.time(claims, "iat");
        var end = Claims.time(claims, "exp");
        return start.isPresent()
                && end.isPresent()
                && Duration.between(start.get(), end.get()).compareTo(LIFE) <= 0;
    }
}

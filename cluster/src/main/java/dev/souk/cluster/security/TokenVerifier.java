package dev.souk.cluster.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Verifies access tokens by the keys of a JWKS, which it fetches at the first token, again every
 * minute, and for a token whose key it doesn't know, then at most once a second. Safe for use by
 * several threads.
 *
 * <p>The keys and the cache of verified tokens are one state, which is replaced whole: a token
 * outlives the removal of its key by a minute at most.
 */
public final class TokenVerifier {

    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CACHED_FOR = Duration.ofMinutes(5);
    private static final int CACHED = 50_000;

    private final Vertx vertx;
    private final JwksSource source;
    private final InstantSource clock;
    private final AtomicReference<@Nullable State> state = new AtomicReference<>();
    private final AtomicReference<@Nullable Fetch> lastFetch = new AtomicReference<>();

    private record State(String jwks, KeyRing ring, Cache<String, VerifiedToken> verified) {}

    private record Fetch(Instant begun, Future<State> outcome) {}

    public TokenVerifier(Vertx vertx, JwksSource source, InstantSource clock) {
        this.vertx = vertx;
        this.source = source;
        this.clock = clock;
    }

    /**
     * Who showed the token. Fails with {@code UNAUTHENTICATED} if the token isn't valid, and with
     * {@code UNAVAILABLE} if that can't be known since no keys could be fetched yet.
     */
    public Future<VerifiedToken> verify(String token) {
        var digest = digest(token);
        var now = clock.instant();
        var current = state.get();
        if (current != null) {
            var known = current.verified.getIfPresent(digest);
            if (known != null) {
                refreshIfOld(now);
                return now.isBefore(known.expiresAt())
                        ? Future.succeededFuture(known)
                        : Future.failedFuture(unauthenticated());
            }
        }
        var kid = KeyRing.kidOf(token, TokenSigner.TYPE);
        if (kid.isEmpty()) {
            return Future.failedFuture(unauthenticated());
        }
        return stateFor(kid.get(), now).map(keys -> check(keys, token, digest));
    }

    private Future<State> stateFor(String kid, Instant now) {
        refreshIfOld(now);
        var current = state.get();
        if (current != null && current.ring.has(kid)) {
            return Future.succeededFuture(current);
        }
        var fetched = fetch(now, LEAST_PAUSE);
        return current == null
                ? fetched.recover(away -> Future.failedFuture(unavailable()))
                : fetched.otherwise(current);
    }

    private VerifiedToken check(State keys, String token, String digest) {
        var verified =
                keys.ring
                        .claims(token, TokenSigner.TYPE)
                        .filter(claims -> Claims.isFrom(claims, Jws.ISSUER))
                        .filter(claims -> Claims.isFor(claims, TokenSigner.AUDIENCE))
                        .filter(claims -> Claims.livesAt(claims, clock.instant()))
                        .flatMap(TokenVerifier::read)
                        .orElseThrow(TokenVerifier::unauthenticated);
        keys.verified.put(digest, verified);
        return verified;
    }

    private static Optional<VerifiedToken> read(JsonObject claims) {
        var subject = Claims.text(claims, "sub").filter(text -> !text.isEmpty());
        var session = Claims.text(claims, "sid").orElse("");
        var end = Claims.time(claims, "exp").orElseThrow();
        return subject.map(
                user ->
                        new VerifiedToken(
                                new Principal(user, session, Claims.texts(claims, "roles")), end));
    }

    private void refreshIfOld(Instant now) {
        var last = lastFetch.get();
        if (last != null && !now.isBefore(last.begun.plus(REFRESH))) {
            fetch(now, REFRESH).onFailure(away -> {});
        }
    }

    /** Fetches the keys, or shares a fetch that began less than the pause ago. */
    private Future<State> fetch(Instant now, Duration pause) {
        var last = lastFetch.get();
        if (last != null && now.isBefore(last.begun.plus(pause))) {
            return last.outcome;
        }
        var promise = Promise.<State>promise();
        var mine = new Fetch(now, promise.future());
        if (!lastFetch.compareAndSet(last, mine)) {
            return fetch(now, pause);
        }
        source.fetch().map(this::replace).onComplete(promise);
        return mine.outcome;
    }

    private State replace(String jwks) {
        var current = state.get();
        if (current != null && current.jwks.equals(jwks)) {
            return current;
        }
        var verified = Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(CACHED_FOR);
        var next = new State(jwks, KeyRing.of(vertx, jwks), verified.build());
        state.set(next);
        return next;
    }

    private static String digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var hash = sha.digest(token.getBytes(StandardCharsets.UTF_8));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static ServiceFailure unauthenticated() {
        return ServiceFailure.of(Reason.UNAUTHENTICATED, "The access token is not valid");
    }

    private static ServiceFailure unavailable() {
        return ServiceFailure.unavailable("Tokens can't be checked at the moment", LEAST_PAUSE);
    }
}

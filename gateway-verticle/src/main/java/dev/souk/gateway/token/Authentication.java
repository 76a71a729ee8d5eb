package dev.souk.gateway.token;

import dev.souk.cluster.security.Revocations;
import dev.souk.cluster.security.TokenVerifier;
import dev.souk.cluster.security.VerifiedToken;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

/** Reads {@code Authorization} (RFC 6750): who sends a request. */
public final class Authentication {

    private static final String SCHEME = "bearer ";
    private static final Future<Principal> NOBODY = Future.succeededFuture(Principal.ANONYMOUS);

    private final TokenVerifier tokens;
    private final Revocations revocations;

    public Authentication(TokenVerifier tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** Whether the header is of the scheme that ends here; others go on to the service. */
    public static boolean isBearer(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * The principal of a request; anonymous without a token. Fails with {@code UNAUTHENTICATED} if
     * the token is not a valid one, also where none was needed, and with {@code UNAVAILABLE} while
     * the keys can't be fetched.
     */
    public Future<Principal> principal(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return NOBODY;
        }
        return tokens.verify(authorization.substring(SCHEME.length()).strip()).compose(this::admit);
    }

    private Future<Principal> admit(VerifiedToken token) {
        var principal = token.principal();
        return revocations.hasEnded(principal.session()).map(ended -> admit(principal, ended));
    }

    private static Principal admit(Principal principal, boolean ended) {
        if (ended) {
            throw ServiceFailure.of(Reason.UNAUTHENTICATED, "The session has ended");
        }
        return principal;
    }
}

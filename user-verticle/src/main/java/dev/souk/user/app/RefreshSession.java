package dev.souk.user.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.Sessions.Refreshed;
import dev.souk.user.domain.Account;

import io.vertx.core.Future;

import java.util.Optional;
import java.util.UUID;

/**
 * Goes on with a session: spends its refresh token and gives a new pair. A spent token gets the
 * same successor again for a moment; later it ends the session.
 */
public final class RefreshSession {

    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final RefreshSecrets secrets;
    private final Revocation revocation;

    public RefreshSession(
            Accounts accounts,
            Sessions sessions,
            AccessTokens accessTokens,
            RefreshSecrets secrets,
            Revocation revocation) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.secrets = secrets;
        this.revocation = revocation;
    }

    /** A new pair. Fails with {@code refresh-token-reused} or {@code unauthenticated}. */
    public Future<TokenPair> refresh(String token) {
        var next = secrets.next();
        return sessions.refresh(secrets.hash(token), secrets.successor(token, next))
                .compose(refreshed -> answer(refreshed, token, next));
    }

    private Future<TokenPair> answer(Refreshed refreshed, String token, String next) {
        return switch (refreshed) {
            case Refreshed.Rotated(var session, var user) -> pair(session, user, next);
            case Refreshed.Repeated(var session, var user, var sealed) ->
                    pair(session, user, secrets.open(token, sealed));
            case Refreshed.Reused() -> revocation.announce().compose(done -> refuse(reused()));
            case Refreshed.Refused() -> refuse(ended());
        };
    }

    private Future<TokenPair> pair(UUID sessionId, UUID userId, String refreshToken) {
        return accounts.find(userId)
                .compose(RefreshSession::active)
                .map(account -> accessTokens.issue(account, sessionId))
                .map(accessToken -> TokenPair.of(sessionId, accessToken, refreshToken));
    }

    private static Future<Account> active(Optional<Account> found) {
        return found.filter(Account::isActive)
                .map(Future::succeededFuture)
                .orElseGet(() -> refuse(ended()));
    }

    private static <T> Future<T> refuse(ServiceFailure failure) {
        return Future.failedFuture(failure);
    }

    private static ServiceFailure reused() {
        return ServiceFailure.of(
                Reason.UNAUTHENTICATED,
                "refresh-token-reused",
                "This refresh token was used before; its session has ended");
    }

    private static ServiceFailure ended() {
        return ServiceFailure.of(Reason.UNAUTHENTICATED, "The session is over; log in again");
    }
}

package dev.souk.user.app;

import dev.souk.contract.Ids;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.LoginQuota.Attempt;
import dev.souk.user.app.Sessions.Opening;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.ClientAddress;
import dev.souk.user.domain.Email;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Begins a session. An unknown address, a wrong password and a blocked account get the same answer
 * after the same work.
 */
public final class LogIn {

    private static final Duration SESSION_LIFETIME = Duration.ofDays(30);

    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final LoginQuota quota;
    private final AccessTokens accessTokens;
    private final RefreshSecrets refreshSecrets;
    private final Ids ids;

    /**
     * Somebody at the door.
     *
     * @param address the client's network address
     * @param userAgent the client's own name
     */
    public record Credentials(String email, String password, String address, String userAgent) {

        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    /** What the login needs; a record, since it is much. */
    public record Parts(
            Accounts accounts,
            Sessions sessions,
            PasswordHashing hashing,
            LoginQuota quota,
            AccessTokens accessTokens,
            RefreshSecrets refreshSecrets,
            Ids ids) {}

    public LogIn(Parts parts) {
        this.accounts = parts.accounts();
        this.sessions = parts.sessions();
        this.hashing = parts.hashing();
        this.quota = parts.quota();
        this.accessTokens = parts.accessTokens();
        this.refreshSecrets = parts.refreshSecrets();
        this.ids = parts.ids();
    }

    /** A session's tokens. Fails with {@code invalid-credentials} or {@code too-many-attempts}. */
    public Future<TokenPair> logIn(Credentials credentials) {
        var email = Email.parse(credentials.email());
        var account =
                email.map(Email::key).orElseGet(() -> credentials.email().toLowerCase(Locale.ROOT));
        var attempt = new Attempt(account, ClientAddress.network(credentials.address()));
        return quota.attempt(attempt, () -> verified(email, credentials.password()))
                .compose(
                        found ->
                                found.map(known -> welcome(known, credentials))
                                        .orElseGet(LogIn::refuse));
    }

    private Future<Optional<Account>> verified(Optional<Email> email, String password) {
        return find(email).compose(found -> matching(found, password));
    }

    private Future<Optional<Account>> matching(Optional<Account> found, String password) {
        return hashing.matches(password, found.map(Account::passwordHash))
                .map(matches -> matches ? found.filter(Account::isActive) : Optional.empty());
    }

    private Future<Optional<Account>> find(Optional<Email> email) {
        return email.map(accounts::findByEmail)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<TokenPair> welcome(Account account, Credentials credentials) {
        var refreshToken = refreshSecrets.next();
        var opening =
                new Opening(
                        ids.next(),
                        account.id(),
                        account.passwordHash(),
                        credentials.address(),
                        credentials.userAgent(),
                        SESSION_LIFETIME);
        return sessions.open(opening, refreshSecrets.hash(refreshToken))
                .compose(opened -> opened ? issue(account, opening, refreshToken) : refuse());
    }

    private Future<TokenPair> issue(Account account, Opening opening, String refreshToken) {
        var accessToken = accessTokens.issue(account, opening.id());
        return Future.succeededFuture(TokenPair.of(opening.id(), accessToken, refreshToken));
    }

    private static <T> Future<T> refuse() {
        return Future.failedFuture(invalidCredentials());
    }

    private static ServiceFailure invalidCredentials() {
        return ServiceFailure.of(
                Reason.UNAUTHENTICATED,
                "invalid-credentials",
                "The e-mail address or the password is wrong");
    }
}

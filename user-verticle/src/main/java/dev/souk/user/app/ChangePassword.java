package dev.souk.user.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.LoginQuota.Attempt;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.ClientAddress;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.PasswordRules;

import io.vertx.core.Future;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces a password by its owner, who must know the current one; guesses are counted as failed
 * logins are. Every other session ends.
 */
public final class ChangePassword {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final LoginQuota quota;
    private final Revocation revocation;
    private final InstantSource clock;

    /**
     * What the owner asks.
     *
     * @param sessionId the session that asks, which goes on
     * @param address the client's network address
     */
    public record Change(UUID userId, UUID sessionId, String current, String next, String address) {

        @Override
        public String toString() {
            return "Change[***]";
        }
    }

    public ChangePassword(
            LogIn.Parts parts, PasswordRules rules, Revocation revocation, InstantSource clock) {
        this.accounts = parts.accounts();
        this.hashing = parts.hashing();
        this.quota = parts.quota();
        this.rules = rules;
        this.revocation = revocation;
        this.clock = clock;
    }

    /** Fails with {@code weak-password}, {@code invalid-credentials}, {@code too-many-attempts}. */
    public Future<Void> change(Change wanted) {
        return WeakPassword.check(rules, wanted.next())
                .compose(fine -> accounts.find(wanted.userId()))
                .compose(ReadUser::present)
                .compose(account -> verify(account, wanted))
                .compose(account -> replace(account, wanted))
                .compose(stored -> revocation.announce());
    }

    private Future<Account> verify(Account account, Change wanted) {
        var network = ClientAddress.network(wanted.address());
        var attempt = new Attempt(account.email().key(), network);
        return quota.attempt(attempt, () -> verified(account, wanted.current()))
                .compose(
                        known ->
                                known.map(Future::succeededFuture)
                                        .orElseGet(() -> Future.failedFuture(wrong())));
    }

    private Future<Optional<Account>> verified(Account account, String password) {
        return hashing.matches(password, Optional.of(account.passwordHash()))
                .map(matches -> matches ? Optional.of(account) : Optional.empty());
    }

    private Future<Void> replace(Account verified, Change wanted) {
        return hashing.hash(wanted.next())
                .compose(
                        hash ->
                                accounts.change(
                                        verified.id(), now -> decide(now, verified, hash, wanted)))
                .mapEmpty();
    }

    /** Of two changes at the same time the second's current password is no longer that. */
    private Decision decide(Account now, Account verified, String hash, Change wanted) {
        if (!now.passwordHash().equals(verified.passwordHash())) {
            throw wrong();
        }
        return now.withPassword(hash, wanted.sessionId(), clock.instant());
    }

    private static ServiceFailure wrong() {
        return ServiceFailure.of(
                Reason.UNAUTHENTICATED, "invalid-credentials", "The current password is wrong");
    }
}

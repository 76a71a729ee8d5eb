package dev.souk.user.app;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Ids;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.LoginQuota.Attempt;
import dev.souk.user.app.RegisterUser.Registration;
import dev.souk.user.crypto.SealedRefreshSecrets;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.PasswordRules;

import io.vertx.core.Future;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The use cases over ports in memory, at a time that stands still unless it is moved. */
final class UserFixture {

    static final String EMAIL = "ada@example.test";
    static final String PASSWORD = "mulberry tin drum 7";

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    int hashes;
    int announcements;
    int returned;
    Optional<Duration> refusal = Optional.empty();
    Optional<ServiceFailure> hashFailure = Optional.empty();
    final List<Attempt> charged = new ArrayList<>();
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemorySessions sessions = new InMemorySessions(() -> now);
    final LogIn.Parts parts =
            new LogIn.Parts(
                    accounts,
                    sessions,
                    new PlainHashing(),
                    new CountingQuota(),
                    new PlainTokens(),
                    new SealedRefreshSecrets(new SecureRandom()),
                    new Ids(() -> now, new SecureRandom()));
    final PasswordRules rules = PasswordRules.knowing(Stream.of("password*"));
    final Revocation revocation =
            () -> {
                announcements++;
                return Future.succeededFuture();
            };
    final RegisterUser register =
            new RegisterUser(accounts, parts.hashing(), rules, parts.ids(), () -> now);
    final LogIn logIn = new LogIn(parts);
    final RefreshSession refresh =
            new RefreshSession(
                    accounts, sessions, parts.accessTokens(), parts.refreshSecrets(), revocation);
    final ChangeAccount changeAccount = new ChangeAccount(accounts, revocation, () -> now);
    final ChangePassword changePassword = new ChangePassword(parts, rules, revocation, () -> now);

    @CanIgnoreReturnValue
    Account registered() {
        return register.register(Registration.customer(EMAIL, PASSWORD, "Ada")).result();
    }

    Future<TokenPair> logIn(String password) {
        return logIn.logIn(new LogIn.Credentials(EMAIL, password, "192.0.2.7", "curl"));
    }

    static ServiceFailure failure(Future<?> future) {
        if (future.cause() instanceof ServiceFailure failure) {
            return failure;
        }
        throw new AssertionError("not refused: " + future);
    }

    /** A hash that is the password itself. */
    private final class PlainHashing implements PasswordHashing {

        @Override
        public Future<String> hash(String password) {
            hashes++;
            return Future.succeededFuture("hash of " + password);
        }

        @Override
        public Future<Boolean> matches(String password, Optional<String> encoded) {
            hashes++;
            return hashFailure
                    .<Future<Boolean>>map(Future::failedFuture)
                    .orElseGet(() -> Future.succeededFuture(isHashOf(password, encoded)));
        }

        private boolean isHashOf(String password, Optional<String> encoded) {
            return encoded.equals(Optional.of("hash of " + password));
        }
    }

    /** Remembers what is charged and not given back. */
    private final class CountingQuota implements LoginQuota {

        @Override
        public Future<Verdict> charge(Attempt attempt) {
            if (refusal.isPresent()) {
                return Future.succeededFuture(new Verdict.TooMany(refusal.get()));
            }
            charged.add(attempt);
            return Future.succeededFuture(new Verdict.Allowed());
        }

        @Override
        public Future<Void> giveBack(Attempt attempt) {
            returned++;
            charged.remove(attempt);
            return Future.succeededFuture();
        }
    }

    /** A token that says whose it is. */
    private static final class PlainTokens implements AccessTokens {

        @Override
        public String issue(Account account, UUID sessionId) {
            return account.id() + " " + sessionId + " " + account.roles().size();
        }

        @Override
        public String publicKeys() {
            return "{\"keys\":[]}";
        }
    }
}

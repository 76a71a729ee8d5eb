package dev.souk.user.app;

import dev.souk.contract.Ids;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.PasswordRules;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;

import io.vertx.core.Future;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Makes an account. */
public final class RegisterUser {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final Ids ids;
    private final InstantSource clock;

    /** Somebody who wants an account. */
    public record Registration(String email, String password, String name, Set<Role> roles) {

        /** A shopper's registration. */
        public static Registration customer(String email, String password, String name) {
            return new Registration(email, password, name, Set.of(Role.CUSTOMER));
        }

        @Override
        public String toString() {
            return "Registration[***]";
        }
    }

    public RegisterUser(
            Accounts accounts,
            PasswordHashing hashing,
            PasswordRules rules,
            Ids ids,
            InstantSource clock) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The new account. Fails with {@code invalid-request} where the e-mail address is none, {@code
     * weak-password}, or {@code email-taken}.
     */
    public Future<Account> register(Registration wanted) {
        var email = Email.parse(wanted.email());
        if (email.isEmpty()) {
            return Future.failedFuture(notAnAddress());
        }
        return WeakPassword.check(rules, wanted.password())
                .compose(fine -> takenEarlier(email.get()))
                .compose(free -> create(email.get(), wanted));
    }

    /** The account, though its password may be weak: for the operator's own. */
    public Future<Account> registerUnchecked(Registration wanted) {
        var email = Email.parse(wanted.email());
        return email.isEmpty() ? Future.failedFuture(notAnAddress()) : create(email.get(), wanted);
    }

    /** Spares the hash where the answer is known; the store's own check is the one that counts. */
    private Future<Void> takenEarlier(Email email) {
        return accounts.findByEmail(email)
                .compose(
                        found ->
                                found.isPresent()
                                        ? Future.failedFuture(taken())
                                        : Future.succeededFuture());
    }

    private Future<Account> create(Email email, Registration wanted) {
        return hashing.hash(wanted.password())
                .map(hash -> decide(email, wanted, hash))
                .compose(this::store);
    }

    private Decision.Changed decide(Email email, Registration wanted, String hash) {
        var profile = Profile.named(wanted.name());
        return Account.register(ids.next(), email, profile, hash, wanted.roles(), clock.instant());
    }

    private Future<Account> store(Decision.Changed registration) {
        return accounts.register(registration)
                .compose(
                        stored ->
                                stored
                                        ? Future.succeededFuture(registration.next())
                                        : Future.failedFuture(taken()));
    }

    private static ServiceFailure taken() {
        return ServiceFailure.of(
                Reason.CONFLICT, "email-taken", "There is an account with this e-mail address");
    }

    private static ServiceFailure notAnAddress() {
        var violation = new Violation("/email", "email", "This is not an e-mail address");
        return ServiceFailure.invalid(Reason.INVALID.code(), List.of(violation));
    }
}

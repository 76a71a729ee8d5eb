package dev.souk.user.app;

import dev.souk.user.app.RegisterUser.Registration;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Role;

import io.vertx.core.Future;

import java.util.Optional;
import java.util.Set;

/**
 * Makes the operator's account, with every role. An account that is there already stays as it is:
 * neither its password nor its roles are touched, so that nobody gains by registering first what an
 * operator will name later.
 */
public final class MakeFirstAdmin {

    private final RegisterUser registration;
    private final Accounts accounts;

    public MakeFirstAdmin(RegisterUser registration, Accounts accounts) {
        this.registration = registration;
        this.accounts = accounts;
    }

    /** What the operator's address leads to. */
    public enum Outcome {
        /** The account was made now. */
        MADE,
        /** It was there, and is an admin. */
        PRESENT,
        /** It is there, and is no admin. */
        NOT_AN_ADMIN
    }

    /** Idempotent, also on several nodes at once. */
    public Future<Outcome> make(String email, String password) {
        return present(email)
                .compose(
                        found ->
                                found.map(Future::succeededFuture)
                                        .orElseGet(() -> register(email, password)));
    }

    private Future<Optional<Outcome>> present(String email) {
        return Email.parse(email)
                .map(accounts::findByEmail)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.map(MakeFirstAdmin::outcome));
    }

    private Future<Outcome> register(String email, String password) {
        var wanted = new Registration(email, password, "Admin", Set.of(Role.values()));
        return registration
                .registerUnchecked(wanted)
                .map(Outcome.MADE)
                .recover(failure -> madeMeanwhile(email, failure));
    }

    private Future<Outcome> madeMeanwhile(String email, Throwable failure) {
        return present(email)
                .compose(
                        found ->
                                found.map(Future::succeededFuture)
                                        .orElseGet(() -> Future.failedFuture(failure)));
    }

    private static Outcome outcome(Account account) {
        return account.roles().contains(Role.ADMIN) ? Outcome.PRESENT : Outcome.NOT_AN_ADMIN;
    }
}

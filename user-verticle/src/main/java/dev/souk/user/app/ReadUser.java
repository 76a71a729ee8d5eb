package dev.souk.user.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.user.api.Contact;
import dev.souk.user.api.FindContact;
import dev.souk.user.domain.Account;

import io.vertx.core.Future;

import java.util.Optional;
import java.util.UUID;

/** Shows an account to its owner or to staff, and says how to reach a user. */
public final class ReadUser {

    private final Accounts accounts;

    public ReadUser(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The account; fails with {@code not-found}. */
    public Future<Account> read(UUID id) {
        return accounts.find(id).compose(ReadUser::present);
    }

    /** How to reach the user; fails with {@code not-found}. */
    public Future<Contact> contact(FindContact query) {
        return read(query.userId())
                .map(
                        account ->
                                new Contact(
                                        account.email().value(),
                                        account.profile().name(),
                                        account.locale()));
    }

    static Future<Account> present(Optional<Account> found) {
        return found.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(ServiceFailure.notFound("user")));
    }
}

package dev.souk.user.app;

import dev.souk.user.domain.Account;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Role;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Where accounts are kept. */
public interface Accounts {

    /**
     * Which accounts a list shows, newest first.
     *
     * @param email only the account of that address
     * @param role only accounts with that role
     * @param before only accounts made before that one
     * @param limit how many at most
     */
    record Query(@Nullable Email email, @Nullable Role role, @Nullable UUID before, int limit) {}

    /** Stores a new account and its event; false where the e-mail address is taken. */
    Future<Boolean> register(Decision.Changed registration);

    Future<Optional<Account>> find(UUID id);

    Future<Optional<Account>> findByEmail(Email email);

    Future<List<Account>> list(Query query);

    /**
     * Decides on the account as it is now, and stores what was decided, its event and the end of
     * sessions in one transaction. What the decision throws leaves everything as it was.
     *
     * @return the decision; fails with {@code not-found} where there is no such account
     */
    Future<Decision> change(UUID id, Function<Account, Decision> decide);
}

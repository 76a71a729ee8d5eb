package dev.souk.user.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Account.Status;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;

import io.vertx.core.Future;

import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Changes an account: its profile and its end by its owner, its roles and status by an admin. An
 * expected version that is not the current one is {@code stale-version}.
 */
public final class ChangeAccount {

    private final Accounts accounts;
    private final Revocation revocation;
    private final InstantSource clock;

    public ChangeAccount(Accounts accounts, Revocation revocation, InstantSource clock) {
        this.accounts = accounts;
        this.revocation = revocation;
        this.clock = clock;
    }

    /** The account with its profile changed. */
    public Future<Account> profile(UUID id, OptionalLong expected, UnaryOperator<Profile> change) {
        return change(
                id,
                account ->
                        current(account, expected)
                                .withProfile(change.apply(account.profile()), clock.instant()));
    }

    /** Removes the personal data of an account and ends its sessions. */
    public Future<Void> erase(UUID id, OptionalLong expected) {
        return decide(id, account -> current(account, expected).erase()).mapEmpty();
    }

    /** The account with these roles, and that of a customer. */
    public Future<Account> roles(UUID id, OptionalLong expected, Set<Role> roles) {
        return change(id, account -> current(account, expected).withRoles(roles, clock.instant()));
    }

    /** The account blocked, or opened again. */
    public Future<Account> status(UUID id, OptionalLong expected, Status status) {
        return change(
                id, account -> current(account, expected).withStatus(status, clock.instant()));
    }

    private Future<Account> change(UUID id, Function<Account, Decision> decide) {
        return decide(id, decide).map(ChangeAccount::account);
    }

    private Future<Decision> decide(UUID id, Function<Account, Decision> decide) {
        return accounts.change(id, decide).compose(this::announce);
    }

    private Future<Decision> announce(Decision decision) {
        return decision.endsSessions()
                ? revocation.announce().map(decision)
                : Future.succeededFuture(decision);
    }

    private static Account account(Decision decision) {
        return switch (decision) {
            case Decision.Unchanged(var account) -> account;
            case Decision.Changed(var account, var event, var ending) -> account;
            case Decision.Erased erased -> throw ServiceFailure.notFound("user");
        };
    }

    private static Account current(Account account, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != account.version()) {
            throw ServiceFailure.of(
                            Reason.STALE, "The profile has changed since that version was read")
                    .with("version", account.version());
        }
        return account;
    }
}

package dev.souk.user.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.AccountEvent;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Email;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Accounts in memory, with what was told of them. */
final class InMemoryAccounts implements Accounts {

    final List<AccountEvent> events = new ArrayList<>();
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();

    @Override
    public Future<Boolean> register(Decision.Changed registration) {
        var account = registration.next();
        if (byEmail(account.email()).isPresent()) {
            return Future.succeededFuture(false);
        }
        accounts.put(account.id(), account);
        events.add(registration.event());
        return Future.succeededFuture(true);
    }

    @Override
    public Future<Optional<Account>> find(UUID id) {
        return Future.succeededFuture(Optional.ofNullable(accounts.get(id)));
    }

    @Override
    public Future<Optional<Account>> findByEmail(Email email) {
        return Future.succeededFuture(byEmail(email));
    }

    @Override
    public Future<List<Account>> list(Query query) {
        return Future.succeededFuture(
                accounts.values().stream()
                        .sorted(Comparator.comparing(Account::id).reversed())
                        .limit(query.limit())
                        .toList());
    }

    @Override
    public Future<Decision> change(UUID id, Function<Account, Decision> decide) {
        var account = accounts.get(id);
        if (account == null) {
            return Future.failedFuture(ServiceFailure.notFound("user"));
        }
        try {
            var decision = decide.apply(account);
            store(decision);
            return Future.succeededFuture(decision);
        } catch (ServiceFailure refused) {
            return Future.failedFuture(refused);
        }
    }

    private void store(Decision decision) {
        switch (decision) {
            case Decision.Unchanged unchanged -> {}
            case Decision.Changed(var next, var event, var ending) -> {
                accounts.put(next.id(), next);
                events.add(event);
            }
            case Decision.Erased erased -> {
                accounts.remove(erased.id());
                events.add(erased.event());
            }
        }
    }

    private Optional<Account> byEmail(Email email) {
        return accounts.values().stream()
                .filter(account -> account.email().key().equals(email.key()))
                .findAny();
    }
}

package dev.souk.user.store;

import dev.souk.user.domain.AccountEvent;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.UUID;

/** Where the facts about accounts go, in the transaction that made them. */
public interface AccountFacts {

    /**
     * One fact.
     *
     * @param version of the account after it
     */
    record Fact(UUID userId, long version, AccountEvent event) {}

    Future<Void> append(SqlConnection tx, Fact fact);
}

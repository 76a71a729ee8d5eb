package dev.souk.user.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.contract.Ids;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;
import dev.souk.user.store.AccountFacts.Fact;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A database of its own with the service's tables, and the facts that were appended. */
final class StoreFixture implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    final Vertx vertx = Vertx.vertx();
    final Ids ids = new Ids(InstantSource.system(), new SecureRandom());
    final Database database;
    final List<Fact> facts = new CopyOnWriteArrayList<>();
    final PgAccounts accounts;

    StoreFixture() {
        var config = DatabaseConfig.of(TestServers.newDatabase(), CONNECTIONS, "user");
        database = await(Database.open(vertx, config, "db/cluster", "db/user"));
        Eventually.holds("every connection is open", this::isWarm);
        accounts =
                new PgAccounts(
                        database,
                        (tx, fact) -> {
                            facts.add(fact);
                            return Future.succeededFuture();
                        });
    }

    private boolean isWarm() {
        var checks = Stream.generate(database::check).limit(CONNECTIONS).toList();
        return await(Future.all(checks)).succeeded();
    }

    Decision.Changed registration(String email) {
        return Account.register(
                ids.next(),
                new Email(email),
                Profile.named("Ada"),
                "hash",
                Set.of(Role.CUSTOMER),
                InstantSource.system().instant());
    }

    Account registered(String email) {
        var registration = registration(email);
        if (!await(accounts.register(registration))) {
            throw new IllegalStateException(email + " is taken");
        }
        return registration.next();
    }

    @CanIgnoreReturnValue
    RowSet<Row> sql(String sql, Object... args) {
        return await(database.query(sql, Tuple.from(args)));
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}

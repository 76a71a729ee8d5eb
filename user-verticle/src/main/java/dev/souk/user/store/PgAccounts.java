package dev.souk.user.store;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.UniqueViolation;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.Accounts;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Decision;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Ending;
import dev.souk.user.store.AccountFacts.Fact;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Accounts in PostgreSQL, with their facts in the outbox of the same transaction. */
public final class PgAccounts implements Accounts {

    private static final String INSERT =
            "INSERT INTO users (id, email, name, phone, addresses, password_hash, roles, status,"
                    + " locale, version, created_at, updated_at) VALUES ($1, $2, $3, $4,"
                    + " $5::text::jsonb, $6, $7, $8, $9, $10, $11, $12)";
    private static final String INSERT_EMAIL =
            "INSERT INTO user_emails (email_key, user_id) VALUES ($1, $2)";
    private static final String FIND =
            "SELECT "
                    + AccountRows.COLUMNS
                    + " FROM users u WHERE u.id = $1 AND u.status <> 'erased'";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String FIND_BY_EMAIL =
            "SELECT "
                    + AccountRows.COLUMNS
                    + " FROM user_emails e JOIN users u ON u.id = e.user_id"
                    + " WHERE e.email_key = $1 AND u.status <> 'erased'";
    private static final String LIST =
            "SELECT "
                    + AccountRows.COLUMNS
                    + " FROM users u WHERE u.status <> 'erased' AND ($1::uuid IS NULL OR u.id < $1)"
                    + " AND ($2::text IS NULL OR u.roles @> ARRAY[$2]) AND ($3::text IS NULL     "
                    + " OR u.id = (SELECT e.user_id FROM user_emails e WHERE e.email_key = $3))"
                    + " ORDER BY u.id DESC LIMIT $4";
    private static final String UPDATE =
            "UPDATE users SET email = $2, name = $3, phone = $4, addresses = $5::text::jsonb,"
                    + " password_hash = $6, roles = $7, status = $8, locale = $9, version = $10,"
                    + " created_at = $11, updated_at = $12 WHERE id = $1";
    private static final String ERASE =
            "UPDATE users SET email = NULL, name = NULL, phone = NULL, addresses = '[]',"
                    + " password_hash = NULL, status = 'erased', version = $2, updated_at = now()"
                    + " WHERE id = $1";
    private static final String ERASE_EMAIL = "DELETE FROM user_emails WHERE email_key = $1";

    private final Database database;
    private final AccountFacts facts;

    public PgAccounts(Database database, AccountFacts facts) {
        this.database = database;
        this.facts = facts;
    }

    @Override
    public Future<Boolean> register(Decision.Changed registration) {
        return database.transaction(tx -> insert(tx, registration))
                .recover(
                        failure ->
                                isEmailTaken(failure)
                                        ? Future.succeededFuture(false)
                                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<Account>> find(UUID id) {
        return database.query(FIND, Tuple.of(id)).map(AccountRows::first);
    }

    @Override
    public Future<Optional<Account>> findByEmail(Email email) {
        return database.query(FIND_BY_EMAIL, Tuple.of(email.key())).map(AccountRows::first);
    }

    @Override
    public Future<List<Account>> list(Query query) {
        var role = query.role() == null ? null : query.role().wireName();
        var email = query.email() == null ? null : query.email().key();
        return database.query(LIST, Tuple.of(query.before(), role, email, query.limit()))
                .map(AccountRows::all);
    }

    @Override
    public Future<Decision> change(UUID id, Function<Account, Decision> decide) {
        return database.transaction(
                tx -> lock(tx, id).compose(account -> store(tx, account, decide.apply(account))));
    }

    private Future<Boolean> insert(SqlConnection tx, Decision.Changed registration) {
        var account = registration.next();
        var email = Tuple.of(account.email().key(), account.id());
        return tx.preparedQuery(INSERT_EMAIL)
                .execute(email)
                .compose(done -> tx.preparedQuery(INSERT).execute(AccountRows.tuple(account)))
                .compose(done -> facts.append(tx, fact(registration)))
                .map(true);
    }

    private Future<Account> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .map(AccountRows::first)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("user")));
    }

    private Future<Decision> store(SqlConnection tx, Account before, Decision decision) {
        return switch (decision) {
            case Decision.Unchanged unchanged -> Future.succeededFuture(unchanged);
            case Decision.Changed changed -> update(tx, changed).map(changed);
            case Decision.Erased erased -> erase(tx, before, erased).map(erased);
        };
    }

    private Future<Void> update(SqlConnection tx, Decision.Changed changed) {
        var account = changed.next();
        return tx.preparedQuery(UPDATE)
                .execute(AccountRows.tuple(account))
                .compose(done -> SessionEnds.of(tx, account.id(), changed.ending()))
                .compose(done -> facts.append(tx, fact(changed)));
    }

    private Future<Void> erase(SqlConnection tx, Account before, Decision.Erased erased) {
        return tx.preparedQuery(ERASE)
                .execute(Tuple.of(erased.id(), erased.version()))
                .compose(done -> eraseEmail(tx, before))
                .compose(done -> SessionEnds.of(tx, erased.id(), Ending.ALL))
                .compose(done -> SessionEnds.forget(tx, erased.id()))
                .compose(
                        done ->
                                facts.append(
                                        tx,
                                        new Fact(erased.id(), erased.version(), erased.event())));
    }

    private static Future<Void> eraseEmail(SqlConnection tx, Account before) {
        return tx.preparedQuery(ERASE_EMAIL).execute(Tuple.of(before.email().key())).mapEmpty();
    }

    private static Fact fact(Decision.Changed changed) {
        return new Fact(changed.next().id(), changed.next().version(), changed.event());
    }

    private static boolean isEmailTaken(Throwable failure) {
        return failure instanceof UniqueViolation violation
                && violation.constraint().equals("user_emails_pkey");
    }
}

package dev.souk.user.store;

import dev.souk.cluster.sql.Database;
import dev.souk.user.app.SigningKeys;
import dev.souk.user.app.StoredKey;
import dev.souk.user.domain.KeyRing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signing keys in PostgreSQL, tended by one node at a time under an advisory lock. */
public final class PgSigningKeys implements SigningKeys {

    /** Any number that no other advisory lock of this database uses. */
    private static final long RING_LOCK = 0x736f756b6b657973L;

    private static final String LOCK = "SELECT pg_advisory_xact_lock($1), clock_timestamp() AS now";
    private static final String READ =
            "SELECT kid, signs_from, private_key FROM signing_keys ORDER BY signs_from";
    private static final String ADD =
            "INSERT INTO signing_keys (kid, signs_from, private_key, created_at)"
                    + " VALUES ($1, $2, $3, clock_timestamp())";
    private static final String REMOVE = "DELETE FROM signing_keys WHERE kid = ANY($1)";
    private static final String NOW = "SELECT clock_timestamp() AS now";

    private final Database database;

    public PgSigningKeys(Database database) {
        this.database = database;
    }

    /** A key is made before the transaction, since that may take longer than one may stand idle. */
    @Override
    public Future<List<StoredKey>> tend(KeyRing.Policy policy, Forge forge) {
        return missing(policy)
                .compose(from -> made(from, forge))
                .compose(made -> database.transaction(tx -> tend(tx, policy, made)));
    }

    private Future<Optional<Instant>> missing(KeyRing.Policy policy) {
        var now = database.query(NOW, Tuple.tuple()).map(PgSigningKeys::now);
        var keys = database.query(READ, Tuple.tuple()).map(PgSigningKeys::keys);
        return Future.all(now, keys).map(_ -> ring(keys.result()).missing(policy, now.result()));
    }

    private static Future<Optional<StoredKey>> made(Optional<Instant> signsFrom, Forge forge) {
        return signsFrom
                .map(from -> forge.make(from).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Future<List<StoredKey>> tend(
            SqlConnection tx, KeyRing.Policy policy, Optional<StoredKey> made) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(RING_LOCK))
                .compose(locked -> tx.preparedQuery(NOW).execute())
                .map(PgSigningKeys::now)
                .compose(now -> remove(tx, policy, now).compose(ring -> add(tx, policy, now, made)))
                .compose(done -> read(tx));
    }

    private static Instant now(RowSet<Row> rows) {
        return Times.instant(rows.iterator().next(), "now");
    }

    private static Future<Void> remove(SqlConnection tx, KeyRing.Policy policy, Instant now) {
        return read(tx).compose(
                        keys -> {
                            var outlived = ring(keys).outlived(policy, now);
                            var kids = outlived.stream().map(KeyRing.Slot::kid);
                            return outlived.isEmpty()
                                    ? Future.succeededFuture()
                                    : delete(tx, kids.toArray(String[]::new));
                        });
    }

    /** Adds the key that was made, unless another node was first. */
    private static Future<Void> add(
            SqlConnection tx, KeyRing.Policy policy, Instant now, Optional<StoredKey> made) {
        return read(tx).compose(
                        keys ->
                                ring(keys)
                                        .missing(policy, now)
                                        .flatMap(_ -> made)
                                        .map(key -> insert(tx, key))
                                        .orElseGet(Future::succeededFuture));
    }

    private static Future<Void> insert(SqlConnection tx, StoredKey key) {
        var signsFrom = Times.utc(key.slot().signsFrom());
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(key.slot().kid(), signsFrom, key.pem()))
                .mapEmpty();
    }

    private static Future<Void> delete(SqlConnection tx, String[] kids) {
        var args = Tuple.tuple().addArrayOfString(kids);
        return tx.preparedQuery(REMOVE).execute(args).mapEmpty();
    }

    private static Future<List<StoredKey>> read(SqlConnection tx) {
        return tx.preparedQuery(READ).execute().map(PgSigningKeys::keys);
    }

    private static KeyRing ring(List<StoredKey> keys) {
        return new KeyRing(keys.stream().map(StoredKey::slot).toList());
    }

    private static List<StoredKey> keys(RowSet<Row> rows) {
        var keys = new ArrayList<StoredKey>(rows.size());
        for (var row : rows) {
            var slot = new KeyRing.Slot(row.getString("kid"), Times.instant(row, "signs_from"));
            keys.add(new StoredKey(slot, row.getString("private_key")));
        }
        return keys;
    }
}

package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.ProviderReferences;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the provider calls our requests, in PostgreSQL. One row for a key, whoever comes first. */
public final class PgProviderReferences implements ProviderReferences {

    private static final String BEGIN =
            """
            INSERT INTO payment_references AS known (provider_key, kind, reference, asked_at)
            VALUES ($1, $2, $3, now())
            ON CONFLICT (provider_key) DO UPDATE SET provider_key = known.provider_key
            RETURNING provider_key, kind, reference, asked_at, withdrawn
            """;
    private static final String LEARN =
            "UPDATE payment_references SET reference = $2 WHERE provider_key = $1";
    private static final String WITHDRAW =
            """
            INSERT INTO payment_references AS known (provider_key, kind, withdrawn)
            VALUES ($1, 'AUTHORIZATION', true)
            ON CONFLICT (provider_key) DO UPDATE SET withdrawn = true
            RETURNING provider_key, kind, reference, asked_at, withdrawn
            """;
    private static final String FIND =
            """
            SELECT provider_key, kind, reference, asked_at, withdrawn FROM payment_references
            WHERE provider_key = $1
            """;

    private final Database database;

    public PgProviderReferences(Database database) {
        this.database = database;
    }

    @Override
    public Future<Known> begin(String key, Kind kind, @Nullable String reference) {
        return database.query(BEGIN, Tuple.of(key, kind.name(), reference))
                .map(PgProviderReferences::one);
    }

    @Override
    public Future<Void> learn(String key, String reference) {
        return database.query(LEARN, Tuple.of(key, reference)).mapEmpty();
    }

    @Override
    public Future<Known> withdraw(String key) {
        return database.query(WITHDRAW, Tuple.of(key)).map(PgProviderReferences::one);
    }

    @Override
    public Future<Optional<Known>> find(String key) {
        return database.query(FIND, Tuple.of(key))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .findFirst()
                                        .map(PgProviderReferences::known));
    }

    private static Known one(RowSet<Row> rows) {
        return known(rows.iterator().next());
    }

    private static Known known(Row row) {
        var asked = row.getOffsetDateTime("asked_at");
        return new Known(
                row.getString("provider_key"),
                Kind.valueOf(row.getString("kind")),
                row.getString("reference"),
                asked == null ? null : asked.toInstant(),
                row.getBoolean("withdrawn"));
    }
}

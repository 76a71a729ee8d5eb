package dev.souk.cluster.sql;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;

import org.flywaydb.core.Flyway;

import java.util.Arrays;
import java.util.Objects;

/**
 * Brings a schema to the newest version that this jar knows. Nodes that start at once wait for each
 * other. A schema that is newer than the jar is left alone, since an older member may still run. A
 * schema that is known to have taken in these very migrations is not looked at any closer, which
 * spares a start more than a second of computing.
 */
final class Migrations {

    private static final String KNOWN = "SELECT 1 FROM schema_fingerprints WHERE fingerprint = $1";
    private static final String NOTE =
            "INSERT INTO schema_fingerprints (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING";

    private final Vertx vertx;
    private final DatabaseConfig config;
    private final String[] folders;

    Migrations(Vertx vertx, DatabaseConfig config, String... folders) {
        this.vertx = vertx;
        this.config = config;
        this.folders = folders;
    }

    /** Applies what is missing, on a worker thread. */
    Future<Void> apply(Database database) {
        return vertx.executeBlocking(() -> MigrationFiles.fingerprint(folders), false)
                .map(Objects::requireNonNull)
                .compose(
                        fingerprint ->
                                isKnown(database, fingerprint)
                                        .compose(
                                                known ->
                                                        known
                                                                ? Future.succeededFuture()
                                                                : migrate(database, fingerprint)));
    }

    /** A schema without the table is one that has taken in nothing yet. */
    private static Future<Boolean> isKnown(Database database, String fingerprint) {
        return database.query(KNOWN, Tuple.of(fingerprint))
                .map(rows -> rows.size() > 0)
                .recover(
                        failure ->
                                failure instanceof ServiceFailure
                                        ? Future.failedFuture(failure)
                                        : Future.succeededFuture(false));
    }

    private Future<Void> migrate(Database database, String fingerprint) {
        return vertx.executeBlocking(() -> flyway().migrate(), false)
                .compose(_ -> database.query(NOTE, Tuple.of(fingerprint)))
                .mapEmpty();
    }

    private Flyway flyway() {
        var target = PgConnectOptions.fromUri(config.url());
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(Jdbc.url(target), target.getUser(), target.getPassword())
                .locations(
                        Arrays.stream(folders)
                                .map(folder -> "classpath:" + folder)
                                .toArray(String[]::new))
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future", "*:missing")
                .validateMigrationNaming(true)
                .load();
    }
}

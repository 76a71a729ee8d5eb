package dev.souk.cluster.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;

import org.flywaydb.core.Flyway;

import java.util.Arrays;

/**
 * Brings a schema to the newest version that this jar knows. Nodes that start at once wait for each
 * other. A schema that is newer than the jar is left alone, since an older member may still run.
 */
final class Migrations {

    private Migrations() {}

    /** Runs on a worker thread. */
    static Future<Void> apply(Vertx vertx, DatabaseConfig config, String... folders) {
        return vertx.executeBlocking(() -> flyway(config, folders).migrate(), false).mapEmpty();
    }

    private static Flyway flyway(DatabaseConfig config, String... folders) {
        var target = PgConnectOptions.fromUri(config.url());
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl(target), target.getUser(), target.getPassword())
                .locations(
                        Arrays.stream(folders)
                                .map(folder -> "classpath:" + folder)
                                .toArray(String[]::new))
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future", "*:missing")
                .validateMigrationNaming(true)
                .load();
    }

    private static String jdbcUrl(PgConnectOptions target) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(target.getHost(), target.getPort(), target.getDatabase());
    }
}

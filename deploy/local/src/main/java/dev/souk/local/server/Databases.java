package dev.souk.local.server;

import dev.souk.local.config.Services;
import dev.souk.local.folder.Secrets;
import dev.souk.testkit.PostgresServer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * One database for each service, owned by a role of its own whose password nobody else has, and
 * closed to all others. What is missing is made; what is there is left as it is.
 */
public final class Databases {

    /**
     * Many rounds of hashing protect passwords that can be guessed. These are random, and each of
     * dozens of connections pays for its rounds when the shop starts.
     */
    private static final String FAST_PROOF = "SET scram_iterations = 128";

    private static final String DROP_SLOTS =
            """
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
            WHERE slot_name LIKE 'souk\\_outbox\\_%' AND NOT active
            """;

    static final String SUPERUSER_SECRET = "postgres-superuser";

    private final Secrets secrets;
    private final int port;

    public Databases(Secrets secrets, int port) {
        this.secrets = secrets;
        this.port = port;
    }

    /**
     * Makes what is missing.
     *
     * @param replicated whether the services read their databases' logs by logical replication;
     *     else nobody may, and what would keep those logs is removed
     */
    public void create(boolean replicated) throws IOException {
        try (var connection = connect()) {
            execute(connection, FAST_PROOF);
            execute(connection, "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
            for (var service : Services.WITH_DATABASE) {
                create(connection, name(service), secrets.password(secret(service)));
                execute(
                        connection,
                        "ALTER ROLE %s %s"
                                .formatted(
                                        name(service),
                                        replicated ? "REPLICATION" : "NOREPLICATION"));
            }
            if (!replicated) {
                execute(connection, DROP_SLOTS);
            }
        } catch (SQLException e) {
            throw new IOException("the databases can't be made: " + e.getMessage(), e);
        }
    }

    /** Where a service finds its database, with its password. */
    public String url(String service) throws IOException {
        return "postgresql://%s:%s@127.0.0.1:%d/%1$s"
                .formatted(name(service), secrets.password(secret(service)), port);
    }

    private Connection connect() throws SQLException, IOException {
        var properties = new Properties();
        properties.setProperty("user", PostgresServer.SUPERUSER);
        properties.setProperty("password", secrets.password(SUPERUSER_SECRET));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    private static void create(Connection connection, String name, String password)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password));
        }
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, name));
        }
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(String service) {
        return "souk_" + service;
    }

    private static String secret(String service) {
        return service + "-database";
    }
}

package dev.souk.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The databases of a {@link PostgresServer}: each has a role of its own, which sees no other. */
public final class Databases {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final int port;
    private final String password;

    /**
     * Of the server on a port of loopback.
     *
     * @param password the superuser's
     */
    public Databases(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /**
     * Makes a database that belongs to a role of the same name, or, where both are there, gives the
     * role this password. Idempotent.
     *
     * @return where services find it, {@code postgresql://name:password@127.0.0.1:port/name}
     * @throws IllegalArgumentException if the name is none that needs no quotes
     */
    public String create(String name, String rolePassword) throws SQLException {
        try (var connection = connect()) {
            var verb = exists(connection, "pg_roles", "rolname", plain(name)) ? "ALTER" : "CREATE";
            var literal = literal(connection, rolePassword);
            run(connection, verb + " ROLE " + name + " LOGIN PASSWORD " + literal);
            if (!exists(connection, "pg_database", "datname", name)) {
                run(connection, "CREATE DATABASE " + name + " OWNER " + name);
            }
            run(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
        return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(name, rolePassword, port, name);
    }

    /** Lets the role of this name read its database's log by logical replication. */
    public void allowReplication(String name) throws SQLException {
        try (var connection = connect()) {
            run(connection, "ALTER ROLE " + plain(name) + " REPLICATION");
        }
    }

    /** A connection of the superuser, which the caller closes. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.putAll(
                Map.of(
                        "user",
                        PostgresServer.SUPERUSER,
                        "password",
                        password,
                        "connectTimeout",
                        "5"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    private static String plain(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name: " + name);
        }
        return name;
    }

    private static boolean exists(Connection connection, String table, String column, String name)
            throws SQLException {
        var sql = "SELECT 1 FROM " + table + " WHERE " + column + " = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A role's password can't be a parameter; the server does the quoting. */
    private static String literal(Connection connection, String text) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT quote_literal(?)")) {
            statement.setString(1, text);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

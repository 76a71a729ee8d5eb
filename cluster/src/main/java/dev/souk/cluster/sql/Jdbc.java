package dev.souk.cluster.sql;

import io.vertx.pgclient.PgConnectOptions;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** The same server for the few things that only the JDBC driver can do. */
final class Jdbc {

    /**
     * The server gives a silent reader up after 4 s, so that another one can follow; replies are
     * sent each second. On this side a read that stalls within a message ends after 10 s.
     */
    private static final Map<String, String> REPLICATION =
            Map.of(
                    "replication", "database",
                    "preferQueryMode", "simple",
                    "assumeMinServerVersion", "14",
                    "options", "-c wal_sender_timeout=4s",
                    "connectTimeout", "3",
                    "socketTimeout", "10",
                    "tcpKeepAlive", "true");

    private Jdbc() {}

    static String url(PgConnectOptions target) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(target.getHost(), target.getPort(), target.getDatabase());
    }

    static Connection replicationConnection(DatabaseConfig config) throws SQLException {
        var target = PgConnectOptions.fromUri(config.url());
        var properties = new Properties();
        properties.putAll(REPLICATION);
        properties.setProperty("user", target.getUser());
        properties.setProperty("password", target.getPassword());
        properties.setProperty("ApplicationName", config.application());
        return DriverManager.getConnection(url(target), properties);
    }
}

package dev.souk.cluster.sql;

import java.time.Duration;

/**
 * Where a service's database is and how much of it a node may use.
 *
 * @param url {@code postgresql://user:password@host:port/database}; never printed
 * @param poolSize the most connections that this node opens
 * @param application the name that the server's views show, as in {@code order-1}
 * @param statementTimeout after which the server ends a statement
 * @param traced whether each statement is a span of its own, which costs a few percent
 */
public record DatabaseConfig(
        String url, int poolSize, String application, Duration statementTimeout, boolean traced) {

    private static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    public DatabaseConfig {
        if (poolSize < 1) {
            throw new IllegalArgumentException("a pool needs at least one connection");
        }
    }

    /** With a statement timeout of 5 s, untraced. */
    public static DatabaseConfig of(String url, int poolSize, String application) {
        return new DatabaseConfig(url, poolSize, application, DEFAULT_STATEMENT_TIMEOUT, false);
    }

    /** The same, traced or not. */
    public DatabaseConfig traced(boolean yes) {
        return new DatabaseConfig(url, poolSize, application, statementTimeout, yes);
    }

    /** Without the address, which holds the password. */
    @Override
    public String toString() {
        return "DatabaseConfig[" + application + ", poolSize=" + poolSize + "]";
    }
}

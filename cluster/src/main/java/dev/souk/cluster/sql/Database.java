package dev.souk.cluster.sql;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A service's PostgreSQL: one bounded pool per node. Connections that the server closed are
 * replaced when they are next needed, so that a restart of the server heals by itself. Fails in the
 * words of {@link SqlFailures}. Safe for use by several threads; results come on the caller's
 * context.
 */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ACQUIRE_MILLIS = 2_000;
    private static final int COME_AGAIN_MILLIS = 1_000;
    private static final int WAITERS_PER_CONNECTION = 32;
    private static final int STATEMENTS_PER_CONNECTION = 256;
    private static final int SQL_LENGTH_LIMIT = 8_192;
    private static final int ATTEMPTS = 4;
    private static final long BACKOFF_MILLIS = 5;

    private final Vertx vertx;
    private final Pool pool;
    private final DatabaseConfig config;
    private final @Nullable SqlConnection joined;

    private Database(
            Vertx vertx, Pool pool, DatabaseConfig config, @Nullable SqlConnection joined) {
        this.vertx = vertx;
        this.pool = pool;
        this.config = config;
        this.joined = joined;
    }

    /**
     * Opens the pool, and brings the schema up to date. Waits for a server that is away, for as
     * long as that takes; fails where it refuses the user or a migration.
     *
     * @param migrations class path folders whose {@code V*.sql} are applied in order of version
     */
    public static Future<Database> open(Vertx vertx, DatabaseConfig config, String... migrations) {
        var database = connect(vertx, config);
        return database.migrate(new Migrations(vertx, config, migrations))
                .map(database)
                .onFailure(refused -> database.giveUp());
    }

    /** Nobody waits for the end, which a pool that is connecting may never come to. */
    private void giveUp() {
        close().onFailure(failure -> LOG.atDebug().setCause(failure).log("pool not closed"));
    }

    private Future<Void> migrate(Migrations migrations) {
        return migrations
                .apply(this)
                .recover(
                        failure ->
                                failure instanceof ServiceFailure
                                        ? comeAgain().compose(_ -> migrate(migrations))
                                        : Future.failedFuture(failure));
    }

    private Future<?> comeAgain() {
        LOG.atWarn().addKeyValue("database", config.application()).log("waiting for PostgreSQL");
        return vertx.timer(COME_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Opens the pool only. Connects when it is first used, and never fails. */
    public static Database connect(Vertx vertx, DatabaseConfig config) {
        var pool =
                PgBuilder.pool()
                        .using(vertx)
                        .with(poolOptions(config))
                        .with(new NetClientOptions().setTcpKeepAlive(true).setTcpNoDelay(true))
                        .connectingTo(connectOptions(config))
                        .build();
        return new Database(vertx, pool, config, null);
    }

    /**
     * This database as one of its transactions sees it: what it runs is part of that transaction,
     * which commits, fails and is run again as a whole. For as long as the transaction lasts.
     */
    Database within(SqlConnection tx) {
        return new Database(vertx, pool, config, tx);
    }

    /** The pool, for what the methods here don't offer; its failures are raw. */
    public Pool pool() {
        return pool;
    }

    /**
     * Runs the work in one READ COMMITTED transaction: committed when the work's future succeeds,
     * rolled back when it fails. A transaction that the server broke off for its own reasons
     * (serialization, deadlock) is run again a few times; so the work must do nothing but SQL.
     * After {@code UNAVAILABLE} it may or may not have been committed.
     */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        var tx = joined;
        if (tx != null) {
            return applied(tx, work);
        }
        return attempt(work, 1)
                .recover(failure -> Future.failedFuture(SqlFailures.translate(failure)));
    }

    /** Runs one prepared statement, a transaction of its own. */
    public Future<RowSet<Row>> query(String sql, Tuple args) {
        var tx = joined;
        if (tx != null) {
            return tx.preparedQuery(sql).execute(args);
        }
        return acquire()
                .compose(
                        connection ->
                                connection
                                        .preparedQuery(sql)
                                        .execute(args)
                                        .eventually(connection::close))
                .recover(failure -> Future.failedFuture(SqlFailures.translate(failure)));
    }

    /** The database's own name at the server. */
    public String name() {
        return PgConnectOptions.fromUri(config.url()).getDatabase();
    }

    /**
     * Opens a connection of its own that speaks the replication protocol. On the calling thread,
     * which waits; the caller closes it. The role must have {@code REPLICATION}.
     */
    public Connection replicationConnection() throws SQLException {
        return Jdbc.replicationConnection(config);
    }

    /** Whether the server answers: the health check. */
    public Future<Void> check() {
        return query("SELECT 1", Tuple.tuple()).mapEmpty();
    }

    /** The host's event loops and timers, for what belongs to the database. */
    Vertx vertx() {
        return vertx;
    }

    /** Closes every connection; what is under way fails. */
    public Future<Void> close() {
        return pool.close();
    }

    private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int number) {
        return acquire()
                .compose(connection -> run(connection, work).eventually(connection::close))
                .recover(
                        failure ->
                                SqlFailures.isRepeatable(failure) && number < ATTEMPTS
                                        ? later(number).compose(_ -> attempt(work, number + 1))
                                        : Future.failedFuture(failure));
    }

    /** The first statement follows BEGIN in the same packet; where BEGIN fails, it fails too. */
    private static <T> Future<T> run(
            SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        var begun = connection.begin();
        var result = applied(connection, work);
        return begun.compose(
                transaction ->
                        result.compose(
                                value -> transaction.commit().map(_ -> value),
                                failure -> rolledBack(transaction, failure)));
    }

    private static <T> Future<T> applied(
            SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        try {
            return work.apply(connection);
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }

    private static <T> Future<T> rolledBack(Transaction transaction, Throwable failure) {
        return transaction.rollback().transform(_ -> Future.<T>failedFuture(failure));
    }

    private Future<SqlConnection> acquire() {
        return pool.getConnection().recover(_ -> Future.failedFuture(SqlFailures.unavailable()));
    }

    /** Full jitter, since those who broke each other off must not meet again. */
    private Future<Void> later(int number) {
        var limit = BACKOFF_MILLIS << number;
        return vertx.timer(1 + ThreadLocalRandom.current().nextLong(limit), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private static PoolOptions poolOptions(DatabaseConfig config) {
        return new PoolOptions()
                .setMaxSize(config.poolSize())
                .setMaxWaitQueueSize(config.poolSize() * WAITERS_PER_CONNECTION)
                .setConnectionTimeout(ACQUIRE_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static PgConnectOptions connectOptions(DatabaseConfig config) {
        return PgConnectOptions.fromUri(config.url())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(STATEMENTS_PER_CONNECTION)
                .setPreparedStatementCacheSqlLimit(SQL_LENGTH_LIMIT)
                .setReconnectAttempts(0)
                .setTracingPolicy(config.traced() ? TracingPolicy.PROPAGATE : TracingPolicy.IGNORE)
                .setProperties(
                        Map.of(
                                "application_name", config.application(),
                                "statement_timeout",
                                        Long.toString(config.statementTimeout().toMillis()),
                                "idle_in_transaction_session_timeout", "10000",
                                "client_encoding", "UTF8",
                                "TimeZone", "UTC"));
    }
}

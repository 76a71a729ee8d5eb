package dev.souk.user.store;

import dev.souk.cluster.sql.Database;
import dev.souk.user.app.Sessions;
import dev.souk.user.domain.RefreshToken;
import dev.souk.user.domain.Session;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Sessions in PostgreSQL. Who presents a refresh token locks its session first and looks at the
 * token then, so that of several at the same time each sees what the one before it did.
 */
public final class PgSessions implements Sessions {

    private static final String OPEN =
            "INSERT INTO sessions (user_id, id, created_at, last_used_at, expires_at, address,"
                + " user_agent) SELECT u.id, $3, clock_timestamp(), clock_timestamp(),"
                + " clock_timestamp() + make_interval(secs => $4), $5, $6 FROM users u WHERE u.id ="
                + " $1 AND u.password_hash = $2 AND u.status = 'active' FOR SHARE";
    private static final String ISSUE =
            "INSERT INTO refresh_tokens (token_hash, user_id, session_id, created_at, expires_at)"
                    + " SELECT $1, s.user_id, s.id, clock_timestamp(), s.expires_at"
                    + " FROM sessions s WHERE s.user_id = $2 AND s.id = $3";
    private static final String LOCK =
            "SELECT s.user_id, s.id FROM refresh_tokens t"
                    + " JOIN sessions s ON s.user_id = t.user_id AND s.id = t.session_id"
                    + " WHERE t.token_hash = $1 FOR UPDATE OF s";
    private static final String READ =
            "SELECT t.user_id, t.session_id, t.spent_at, t.successor_sealed, s.expires_at,"
                    + " s.ended_at IS NOT NULL AS ended,"
                    + " EXISTS (SELECT FROM refresh_tokens n WHERE n.token_hash = t.successor_hash"
                    + "         AND n.spent_at IS NOT NULL) AS successor_spent,"
                    + " clock_timestamp() AS now FROM refresh_tokens t"
                    + " JOIN sessions s ON s.user_id = t.user_id AND s.id = t.session_id"
                    + " WHERE t.token_hash = $1";
    private static final String SPEND =
            "UPDATE refresh_tokens SET spent_at = clock_timestamp(), successor_hash = $2,"
                    + " successor_sealed = $3 WHERE token_hash = $1";
    private static final String USE =
            "UPDATE sessions SET last_used_at = clock_timestamp() WHERE user_id = $1 AND id = $2";
    private static final String LIST =
            "SELECT id, user_id, created_at, last_used_at, expires_at, address, user_agent"
                    + " FROM sessions WHERE user_id = $1 AND ended_at IS NULL"
                    + " AND expires_at > clock_timestamp() AND ($2::uuid IS NULL OR id < $2)"
                    + " ORDER BY id DESC LIMIT $3";

    private final Database database;

    public PgSessions(Database database) {
        this.database = database;
    }

    @Override
    public Future<Boolean> open(Opening opening, String tokenHash) {
        return database.transaction(tx -> open(tx, opening, tokenHash));
    }

    @Override
    public Future<Refreshed> refresh(String tokenHash, Successor offered) {
        return database.transaction(tx -> refresh(tx, tokenHash, offered));
    }

    @Override
    public Future<List<Session>> list(UUID userId, @Nullable UUID before, int limit) {
        return database.query(LIST, Tuple.of(userId, before, limit)).map(PgSessions::sessions);
    }

    @Override
    public Future<Boolean> end(UUID userId, UUID sessionId) {
        return database.transaction(tx -> SessionEnds.one(tx, userId, sessionId));
    }

    private static Future<Boolean> open(SqlConnection tx, Opening opening, String tokenHash) {
        var args =
                Tuple.of(
                        opening.userId(),
                        opening.passwordHash(),
                        opening.id(),
                        (double) opening.lifetime().toSeconds(),
                        opening.address(),
                        opening.userAgent());
        return tx.preparedQuery(OPEN)
                .execute(args)
                .compose(
                        rows ->
                                rows.rowCount() == 0
                                        ? Future.succeededFuture(false)
                                        : issue(tx, tokenHash, opening.userId(), opening.id())
                                                .map(true));
    }

    private static Future<Refreshed> refresh(
            SqlConnection tx, String tokenHash, Successor offered) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(tokenHash))
                .compose(locked -> tx.preparedQuery(READ).execute(Tuple.of(tokenHash)))
                .compose(
                        rows ->
                                rows.size() == 0
                                        ? Future.succeededFuture(new Refreshed.Refused())
                                        : present(tx, tokenHash, rows.iterator().next(), offered));
    }

    private static Future<Refreshed> present(
            SqlConnection tx, String tokenHash, Row row, Successor offered) {
        var userId = row.getUUID("user_id");
        var sessionId = row.getUUID("session_id");
        return switch (token(row).present(Times.instant(row, "now"))) {
            case ROTATE ->
                    rotate(tx, tokenHash, row, offered)
                            .map(new Refreshed.Rotated(sessionId, userId));
            case REPEAT ->
                    Future.succeededFuture(
                            new Refreshed.Repeated(
                                    sessionId, userId, row.getString("successor_sealed")));
            case REUSED ->
                    SessionEnds.one(tx, userId, sessionId).map(ended -> new Refreshed.Reused());
            case ENDED -> Future.succeededFuture(new Refreshed.Refused());
        };
    }

    private static Future<Void> rotate(
            SqlConnection tx, String tokenHash, Row row, Successor offered) {
        var userId = row.getUUID("user_id");
        var sessionId = row.getUUID("session_id");
        return tx.preparedQuery(SPEND)
                .execute(Tuple.of(tokenHash, offered.hash(), offered.sealed()))
                .compose(done -> issue(tx, offered.hash(), userId, sessionId))
                .compose(done -> tx.preparedQuery(USE).execute(Tuple.of(userId, sessionId)))
                .mapEmpty();
    }

    private static Future<Void> issue(
            SqlConnection tx, String tokenHash, UUID userId, UUID sessionId) {
        return tx.preparedQuery(ISSUE).execute(Tuple.of(tokenHash, userId, sessionId)).mapEmpty();
    }

    private static RefreshToken token(Row row) {
        return new RefreshToken(
                row.getBoolean("ended"),
                Times.instant(row, "expires_at"),
                spentAt(row),
                row.getBoolean("successor_spent"));
    }

    private static @Nullable Instant spentAt(Row row) {
        var time = row.getOffsetDateTime("spent_at");
        return time == null ? null : time.toInstant();
    }

    private static List<Session> sessions(RowSet<Row> rows) {
        var sessions = new ArrayList<Session>(rows.size());
        rows.forEach(row -> sessions.add(session(row)));
        return sessions;
    }

    private static Session session(Row row) {
        return new Session(
                row.getUUID("id"),
                row.getUUID("user_id"),
                Times.instant(row, "created_at"),
                Times.instant(row, "last_used_at"),
                Times.instant(row, "expires_at"),
                row.getString("address"),
                row.getString("user_agent"));
    }
}

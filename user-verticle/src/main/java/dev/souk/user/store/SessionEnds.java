package dev.souk.user.store;

import dev.souk.user.app.AccessTokens;
import dev.souk.user.domain.Ending;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.UUID;

/** The end of sessions inside a transaction, each with a revocation to be announced. */
final class SessionEnds {

    /** A token may be signed a moment after its session ended, by who refreshed it just before. */
    private static final double REMEMBERED_SECONDS =
            AccessTokens.LIFETIME.plusMinutes(1).toSeconds();

    private static final String REVOKE =
            ", revoked AS (INSERT INTO revocations (session_id, until)"
                    + " SELECT id, clock_timestamp() + make_interval(secs => $3) FROM ended"
                    + " ON CONFLICT (session_id) DO NOTHING)"
                    + " SELECT count(*) AS ended FROM ended";
    private static final String END_ONE =
            "WITH ended AS (UPDATE sessions SET ended_at = clock_timestamp()"
                    + " WHERE user_id = $1 AND id = $2 AND ended_at IS NULL"
                    + " AND expires_at > clock_timestamp() RETURNING id)"
                    + REVOKE;
    private static final String END_ALL_BUT =
            "WITH ended AS (UPDATE sessions SET ended_at = clock_timestamp()"
                    + " WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid AND ended_at IS NULL"
                    + " AND expires_at > clock_timestamp() RETURNING id)"
                    + REVOKE;
    private static final String FORGET =
            "UPDATE sessions SET address = '', user_agent = '' WHERE user_id = $1";

    private SessionEnds() {}

    /** Ends those sessions of the user that end with the change. */
    static Future<Void> of(SqlConnection tx, UUID userId, Ending ending) {
        if (!ending.any()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(END_ALL_BUT)
                .execute(Tuple.of(userId, ending.kept(), REMEMBERED_SECONDS))
                .mapEmpty();
    }

    /** Ends one session; false where it has ended or is not the user's. */
    static Future<Boolean> one(SqlConnection tx, UUID userId, UUID sessionId) {
        return tx.preparedQuery(END_ONE)
                .execute(Tuple.of(userId, sessionId, REMEMBERED_SECONDS))
                .map(rows -> rows.iterator().next().getLong("ended") > 0);
    }

    /** Removes what sessions tell of a person. */
    static Future<Void> forget(SqlConnection tx, UUID userId) {
        return tx.preparedQuery(FORGET).execute(Tuple.of(userId)).mapEmpty();
    }
}

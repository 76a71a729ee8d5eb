package dev.souk.user.store;

import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/**
 * Removes what nobody can ask for any more: sessions and tokens a day after they ran out, and
 * revocations whose tokens have. A few thousand rows at a time, so that no statement is long.
 */
public final class PgHousekeeping {

    private static final String TOKENS =
            "DELETE FROM refresh_tokens WHERE token_hash IN (SELECT token_hash FROM refresh_tokens"
                    + " WHERE expires_at < now() - interval '1 day' LIMIT 5000)";
    private static final String SESSIONS =
            "DELETE FROM sessions WHERE (user_id, id) IN (SELECT user_id, id FROM sessions"
                    + " WHERE expires_at < now() - interval '1 day' LIMIT 5000)";
    private static final String REVOCATIONS = "DELETE FROM revocations WHERE until < now()";

    private final Database database;

    public PgHousekeeping(Database database) {
        this.database = database;
    }

    public Future<Void> sweep() {
        return database.query(TOKENS, Tuple.tuple())
                .compose(done -> database.query(SESSIONS, Tuple.tuple()))
                .compose(done -> database.query(REVOCATIONS, Tuple.tuple()))
                .mapEmpty();
    }
}

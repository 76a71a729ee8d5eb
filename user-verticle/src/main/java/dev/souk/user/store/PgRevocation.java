package dev.souk.user.store;

import dev.souk.cluster.sql.Database;
import dev.souk.user.app.Revocation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The revocations that wait to be announced. They are rows of the transaction that ended their
 * sessions, so that none is lost with a node or while the announcer is away.
 */
public final class PgRevocation implements Revocation {

    private static final Logger LOG = LoggerFactory.getLogger(PgRevocation.class);
    private static final int AT_ONCE = 200;

    private static final String WAITING =
            "SELECT session_id, until FROM revocations WHERE announced_at IS NULL AND until > now()"
                    + " ORDER BY until LIMIT $1";
    private static final String ANNOUNCED =
            "UPDATE revocations SET announced_at = now() WHERE session_id = ANY($1)";

    private final Database database;
    private final Announcer announcer;

    /** Tells all nodes of one session's end. Repeating it does no harm. */
    public interface Announcer {
        Future<Void> revoke(String sessionId, Instant until);
    }

    public PgRevocation(Database database, Announcer announcer) {
        this.database = database;
        this.announcer = announcer;
    }

    @Override
    public Future<Void> announce() {
        return drain().recover(this::later);
    }

    /** As {@link #announce}, but fails where it could not; for the timer that repeats it. */
    public Future<Void> drain() {
        return database.query(WAITING, Tuple.of(AT_ONCE))
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture() : announceAll(rows));
    }

    private Future<Void> announceAll(RowSet<Row> rows) {
        var announced = new ArrayList<UUID>(rows.size());
        var under = new ArrayList<Future<Void>>(rows.size());
        for (var row : rows) {
            announced.add(row.getUUID("session_id"));
            under.add(
                    announcer.revoke(
                            row.getUUID("session_id").toString(), Times.instant(row, "until")));
        }
        return Future.all(under)
                .compose(done -> note(announced))
                .compose(done -> rows.size() < AT_ONCE ? Future.succeededFuture() : drain());
    }

    private Future<Void> note(List<UUID> announced) {
        var ids = Tuple.tuple().addArrayOfUUID(announced.toArray(UUID[]::new));
        return database.query(ANNOUNCED, ids).mapEmpty();
    }

    private Future<Void> later(Throwable failure) {
        LOG.atWarn()
                .addKeyValue("reason", failure.getMessage())
                .log("ended sessions could not be announced now and will be later");
        return Future.succeededFuture();
    }
}

package dev.souk.user.store;

import dev.souk.cluster.security.RevocationStore;
import dev.souk.cluster.sql.Database;
import dev.souk.user.app.Revocation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The revocations that wait to be announced. They are rows of the transaction that ended their
 * sessions, so that none is lost with a node or while the store of all nodes is away; and each says
 * which generation of that store has it, so that one which has lost everything is told again.
 */
public final class PgRevocation implements Revocation {

    private static final Logger LOG = LoggerFactory.getLogger(PgRevocation.class);
    private static final int AT_ONCE = 200;

    private static final String WAITING =
            "SELECT session_id, until FROM revocations"
                    + " WHERE (announced_in < $2 OR announced_in > $2) AND until > now()"
                    + " ORDER BY until LIMIT $1";
    private static final String ANNOUNCED =
            "UPDATE revocations SET announced_in = generation"
                    + " FROM unnest($1::uuid[], $2::bigint[]) AS announced (id, generation)"
                    + " WHERE session_id = id";

    private final Database database;
    private final RevocationStore store;
    private volatile long told;

    public PgRevocation(Database database, RevocationStore store) {
        this.database = database;
        this.store = store;
    }

    @Override
    public Future<Void> announce() {
        return drain().recover(this::later);
    }

    /** As {@link #announce}, but fails where it could not; for the timer that repeats it. */
    public Future<Void> drain() {
        return store.generation().compose(this::drain);
    }

    /** Tells a store that has lost everything; does nothing where it is the one last told. */
    public Future<Void> restore() {
        return store.generation()
                .compose(now -> now == told ? Future.succeededFuture() : drain(now));
    }

    private Future<Void> drain(long generation) {
        return database.query(WAITING, Tuple.of(AT_ONCE, generation))
                .compose(rows -> announceAll(rows).compose(_ -> goOn(rows.size(), generation)));
    }

    private Future<Void> goOn(int announced, long generation) {
        if (announced == AT_ONCE) {
            return drain();
        }
        told = generation;
        return Future.succeededFuture();
    }

    private Future<Void> announceAll(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture();
        }
        var announced = new ArrayList<UUID>(rows.size());
        var under = new ArrayList<Future<Long>>(rows.size());
        for (var row : rows) {
            announced.add(row.getUUID("session_id"));
            under.add(store.add(row.getUUID("session_id").toString(), Times.instant(row, "until")));
        }
        return Future.all(under).compose(_ -> note(announced, under));
    }

    private Future<Void> note(List<UUID> announced, List<Future<Long>> generations) {
        var args =
                Tuple.tuple()
                        .addArrayOfUUID(announced.toArray(UUID[]::new))
                        .addArrayOfLong(
                                generations.stream().map(Future::result).toArray(Long[]::new));
        return database.query(ANNOUNCED, args).mapEmpty();
    }

    private Future<Void> later(Throwable failure) {
        LOG.atWarn()
                .addKeyValue("reason", failure.getMessage())
                .log("ended sessions could not be announced now and will be later");
        return Future.succeededFuture();
    }
}

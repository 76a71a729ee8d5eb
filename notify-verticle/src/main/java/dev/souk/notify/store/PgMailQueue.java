package dev.souk.notify.store;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Ids;
import dev.souk.notify.app.MailQueue;
import dev.souk.notify.domain.OrderNotice;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Mails as rows, claimed by several nodes without waiting for each other. */
public final class PgMailQueue implements MailQueue {

    /** Longer than a mail can take to be sent, with the search for its reader. */
    private static final double CLAIM_SECONDS = 30;

    private static final double MILLIS_PER_SECOND = 1000;

    private static final String CLAIM =
            "UPDATE mails m SET claim = $1, claimed_until = now() + make_interval(secs => $2),"
                    + " attempts = attempts + 1 FROM (SELECT id FROM mails WHERE state = 'queued'"
                    + " AND due_at <= now() AND (claimed_until IS NULL OR claimed_until < now())"
                    + " ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) due WHERE m.id = due.id"
                    + " RETURNING m.id, m.user_id, m.message_id, m.notice::text AS notice,"
                    + " m.traceparent, m.attempts";
    private static final String SENT =
            "UPDATE mails SET state = 'sent', settled_at = now(), claim = NULL, reason = '',"
                    + " sent_by = $3 WHERE id = $1 AND claim = $2";
    private static final String LATER =
            "UPDATE mails SET due_at = now() + make_interval(secs => $3), claim = NULL,"
                    + " claimed_until = NULL, reason = $4 WHERE id = $1 AND claim = $2";
    private static final String DROPPED =
            "UPDATE mails SET state = 'dropped', settled_at = now(), claim = NULL, reason = $3"
                    + " WHERE id = $1 AND claim = $2";
    private static final String SWEEP =
            "DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE state <> 'queued'"
                    + " AND settled_at < now() - interval '30 days' LIMIT 5000)";

    private final Database database;
    private final Ids ids;
    private final String nodeName;

    /**
     * @param nodeName under which this node's mails are noted
     */
    public PgMailQueue(Database database, Ids ids, String nodeName) {
        this.database = database;
        this.ids = ids;
        this.nodeName = nodeName;
    }

    @Override
    public Future<List<Claimed>> claim(int limit) {
        var claim = ids.next();
        return database.query(CLAIM, Tuple.of(claim, CLAIM_SECONDS, limit))
                .map(rows -> claimed(rows, claim));
    }

    @Override
    public Future<Void> settle(Claimed mail, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent() -> run(SENT, Tuple.of(mail.id(), mail.claim(), nodeName));
            case Outcome.Later(var pause, var reason) ->
                    run(
                            LATER,
                            Tuple.of(
                                    mail.id(),
                                    mail.claim(),
                                    pause.toMillis() / MILLIS_PER_SECOND,
                                    reason));
            case Outcome.Dropped(var reason) ->
                    run(DROPPED, Tuple.of(mail.id(), mail.claim(), reason));
        };
    }

    /** Removes mails that were settled long ago. */
    public Future<Void> sweep() {
        return run(SWEEP, Tuple.tuple());
    }

    private Future<Void> run(String sql, Tuple args) {
        return database.query(sql, args).mapEmpty();
    }

    private static List<Claimed> claimed(RowSet<Row> rows, UUID claim) {
        var mails = new ArrayList<Claimed>(rows.size());
        rows.forEach(row -> mails.add(claimed(row, claim)));
        return mails;
    }

    private static Claimed claimed(Row row, UUID claim) {
        return new Claimed(
                row.getUUID("id"),
                claim,
                row.getUUID("user_id"),
                Json.decode(Buffer.buffer(row.getString("notice")), OrderNotice.class),
                row.getString("message_id"),
                row.getString("traceparent"),
                row.getInteger("attempts"));
    }
}

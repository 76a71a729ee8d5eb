package dev.souk.notify.store;

import dev.souk.cluster.json.Json;
import dev.souk.notify.domain.OrderNotice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Takes what there is to tell: a mail to be sent and an in-app message, both by the id of the event
 * that they tell of, so that an event that comes twice tells once.
 */
public final class PgNotices {

    private static final String QUEUE_MAIL =
            "INSERT INTO mails (id, user_id, message_id, notice, traceparent, due_at, created_at)"
                    + " VALUES ($1, $2, $3, $4::text::jsonb, $5, now(), now())"
                    + " ON CONFLICT (id) DO NOTHING";
    private static final String ADD_NOTIFICATION =
            "INSERT INTO notifications (user_id, id, kind, order_id, title, text, created_at,"
                    + " node, traceparent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                    + " ON CONFLICT (user_id, id) DO NOTHING";
    private static final String FORGET_NOTIFICATIONS =
            "DELETE FROM notifications WHERE user_id = $1";
    private static final String FORGET_MAILS =
            "UPDATE mails SET state = 'dropped', reason = 'the account is gone', settled_at ="
                    + " now(), claim = NULL WHERE user_id = $1 AND state = 'queued'";

    private final String mailDomain;
    private final String nodeName;

    /**
     * Something to tell to somebody.
     *
     * @param eventId of the fact that it tells of
     * @param traceparent the fact's trace; may be empty
     */
    public record Told(
            UUID eventId, UUID userId, OrderNotice notice, Instant time, String traceparent) {}

    /**
     * @param mailDomain the right side of Message-IDs; the sender's own
     * @param nodeName under which this node's messages are noted
     */
    public PgNotices(String mailDomain, String nodeName) {
        this.mailDomain = mailDomain;
        this.nodeName = nodeName;
    }

    /** Adds both, in the transaction of the event. */
    public Future<Void> tell(SqlConnection tx, Told told) {
        return queueMail(tx, told).compose(_ -> addNotification(tx, told));
    }

    /** Removes what is kept for a user whose account is gone. */
    public Future<Void> forget(SqlConnection tx, UUID userId) {
        return tx.preparedQuery(FORGET_NOTIFICATIONS)
                .execute(Tuple.of(userId))
                .compose(_ -> tx.preparedQuery(FORGET_MAILS).execute(Tuple.of(userId)))
                .mapEmpty();
    }

    private Future<Void> queueMail(SqlConnection tx, Told told) {
        var messageId = "<" + told.eventId() + "." + told.userId() + "@" + mailDomain + ">";
        return tx.preparedQuery(QUEUE_MAIL)
                .execute(
                        Tuple.of(
                                told.eventId(),
                                told.userId(),
                                messageId,
                                Json.encode(told.notice()).toString(),
                                told.traceparent()))
                .mapEmpty();
    }

    private Future<Void> addNotification(SqlConnection tx, Told told) {
        var notice = told.notice();
        return tx.preparedQuery(ADD_NOTIFICATION)
                .execute(
                        Tuple.tuple()
                                .addUUID(told.userId())
                                .addUUID(told.eventId())
                                .addString(notice.kind().name())
                                .addUUID(notice.orderId())
                                .addString(notice.title())
                                .addString(notice.sentence())
                                .addOffsetDateTime(told.time().atOffset(ZoneOffset.UTC))
                                .addString(nodeName)
                                .addString(told.traceparent()))
                .mapEmpty();
    }
}

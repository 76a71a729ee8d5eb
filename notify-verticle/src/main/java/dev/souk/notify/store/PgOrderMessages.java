package dev.souk.notify.store;

import dev.souk.cluster.sql.Database;
import dev.souk.notify.api.OrderMessages;
import dev.souk.notify.api.OrderMessages.Message;
import dev.souk.notify.domain.OrderNotice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was told of an order, from the rows of both channels, as long as they are kept. */
public final class PgOrderMessages {

    private static final int TRACE_BEGINS = 3;
    private static final int TRACE_ENDS = 35;
    private static final String FIND =
            """
            SELECT id, coalesce(settled_at, created_at) AS time, 'mail' AS channel,
                notice ->> 'kind' AS kind, state, sent_by AS node, traceparent
            FROM mails WHERE notice ->> 'orderId' = $1::uuid::text
            UNION ALL
            SELECT id, created_at, 'in-app', kind, 'sent', node, traceparent
            FROM notifications WHERE order_id = $1::uuid
            ORDER BY time, id, channel LIMIT 500
            """;

    private final Database database;

    public PgOrderMessages(Database database) {
        this.database = database;
    }

    public Future<OrderMessages> find(UUID orderId) {
        return database.query(FIND, Tuple.of(orderId)).map(PgOrderMessages::all);
    }

    private static OrderMessages all(Iterable<Row> rows) {
        List<Message> messages = new ArrayList<>();
        rows.forEach(row -> messages.add(message(row)));
        return new OrderMessages(messages);
    }

    private static Message message(Row row) {
        return new Message(
                row.getUUID("id"),
                row.getOffsetDateTime("time").toInstant(),
                row.getString("channel"),
                OrderNotice.Kind.valueOf(row.getString("kind")).wireName(),
                row.getString("state"),
                row.getString("node"),
                traceId(row.getString("traceparent")));
    }

    /** The second field of a {@code traceparent}. */
    private static @Nullable String traceId(String traceparent) {
        return traceparent.length() < TRACE_ENDS
                ? null
                : traceparent.substring(TRACE_BEGINS, TRACE_ENDS);
    }
}

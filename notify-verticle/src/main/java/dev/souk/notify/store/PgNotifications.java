package dev.souk.notify.store;

import dev.souk.cluster.sql.Database;
import dev.souk.notify.app.Notifications;
import dev.souk.notify.domain.Notification;
import dev.souk.notify.domain.OrderNotice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** In-app messages as rows. */
public final class PgNotifications implements Notifications {

    private static final String COLUMNS = "id, kind, order_id, title, text, created_at, read_at";
    private static final String LIST =
            "SELECT "
                    + COLUMNS
                    + " FROM notifications WHERE user_id = $1"
                    + " AND ($2::boolean IS NULL OR (read_at IS NOT NULL) = $2)"
                    + " AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4";
    private static final String MARK_READ =
            "UPDATE notifications SET read_at = coalesce(read_at, now())"
                    + " WHERE user_id = $1 AND id = $2 RETURNING "
                    + COLUMNS;
    private static final String SWEEP =
            "DELETE FROM notifications WHERE (user_id, id) IN (SELECT user_id, id FROM"
                    + " notifications WHERE created_at < now() - interval '180 days' LIMIT 5000)";

    private final Database database;

    public PgNotifications(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Notification>> list(Query query) {
        return database.query(
                        LIST, Tuple.of(query.userId(), query.read(), query.before(), query.limit()))
                .map(PgNotifications::all);
    }

    @Override
    public Future<Optional<Notification>> markRead(UUID userId, UUID id) {
        return database.query(MARK_READ, Tuple.of(userId, id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Removes messages of long ago. */
    public Future<Void> sweep() {
        return database.query(SWEEP, Tuple.tuple()).mapEmpty();
    }

    private static List<Notification> all(Iterable<Row> rows) {
        var notifications = new ArrayList<Notification>();
        rows.forEach(row -> notifications.add(notification(row)));
        return notifications;
    }

    private static Notification notification(Row row) {
        return new Notification(
                row.getUUID("id"),
                OrderNotice.Kind.valueOf(row.getString("kind")),
                row.getUUID("order_id"),
                row.getString("title"),
                row.getString("text"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "read_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}

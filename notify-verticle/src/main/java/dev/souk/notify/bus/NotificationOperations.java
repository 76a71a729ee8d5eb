package dev.souk.notify.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.app.Notifications;
import dev.souk.notify.domain.Notification;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** In-app messages, for the user that they are for. */
public final class NotificationOperations {

    private final Notifications notifications;
    private final Cursors cursors;

    /** A message as its reader gets it. */
    record NotificationBody(
            UUID id,
            String kind,
            UUID orderId,
            String title,
            String text,
            boolean read,
            Instant createdAt,
            @Nullable Instant readAt) {

        static NotificationBody of(Notification notification) {
            return new NotificationBody(
                    notification.id(),
                    notification.kind().wireName(),
                    notification.orderId(),
                    notification.title(),
                    notification.text(),
                    notification.readAt() != null,
                    notification.createdAt(),
                    notification.readAt());
        }
    }

    public NotificationOperations(Notifications notifications, Cursors cursors) {
        this.notifications = notifications;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-notifications", this::list)
                .on("mark-notification-read", this::markRead);
    }

    private Future<Answer> list(Call call) {
        var user = user(call);
        var unread = call.query("unread").map(Boolean::valueOf);
        var filter = "notifications:" + user + ":" + unread.map(String::valueOf).orElse("");
        var query =
                new Notifications.Query(
                        user,
                        unread.map(wanted -> !wanted).orElse(null),
                        Keyset.position(cursors, filter, call).orElse(null),
                        call.limit() + 1);
        return notifications
                .list(query)
                .map(found -> found.stream().map(NotificationBody::of).toList())
                .map(
                        rows ->
                                Answer.page(
                                        call,
                                        rows,
                                        row -> Keyset.behind(cursors, filter, row.id())));
    }

    private Future<Answer> markRead(Call call) {
        return notifications
                .markRead(user(call), call.pathId("id"))
                .map(NotificationOperations::present)
                .map(NotificationBody::of)
                .map(Answer::ok);
    }

    private static Notification present(Optional<Notification> found) {
        return found.orElseThrow(() -> ServiceFailure.notFound("notification"));
    }

    private static UUID user(Call call) {
        try {
            return UUID.fromString(call.principal().subject());
        } catch (IllegalArgumentException service) {
            throw ServiceFailure.notFound("user");
        }
    }
}

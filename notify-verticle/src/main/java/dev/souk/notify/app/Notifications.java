package dev.souk.notify.app;

import dev.souk.notify.domain.Notification;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages that users find in the shop. */
public interface Notifications {

    /**
     * Which messages of a user a list shows, newest first.
     *
     * @param read only those that are read, or only those that are not; null for both
     * @param before only those older than that one
     */
    record Query(UUID userId, @Nullable Boolean read, @Nullable UUID before, int limit) {}

    Future<List<Notification>> list(Query query);

    /** Notes that the user read a message; it stays read. Empty where the user has no such one. */
    Future<Optional<Notification>> markRead(UUID userId, UUID id);
}

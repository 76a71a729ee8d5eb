package dev.souk.notify.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that a user finds in the shop.
 *
 * @param id that of the event that it tells of
 * @param readAt when the user read it; null until then
 */
public record Notification(
        UUID id,
        OrderNotice.Kind kind,
        UUID orderId,
        String title,
        String text,
        Instant createdAt,
        @Nullable Instant readAt) {}

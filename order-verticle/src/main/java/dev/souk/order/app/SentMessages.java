package dev.souk.order.app;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What customers were told of their orders; somebody else keeps it. */
public interface SentMessages {

    /**
     * A message.
     *
     * @param state {@code queued}, {@code sent} or {@code dropped}
     */
    record Message(
            UUID id,
            Instant time,
            String channel,
            String template,
            String state,
            @Nullable String node,
            @Nullable String traceId) {}

    /** The messages about an order; empty where nobody could be asked. */
    Future<Optional<List<Message>>> find(UUID orderId);
}

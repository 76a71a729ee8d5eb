package dev.souk.notify.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was told of an order, oldest first. It names nobody and no address.
 *
 * @param messages at most some hundreds
 */
public record OrderMessages(List<Message> messages) {

    public OrderMessages {
        messages = List.copyOf(messages);
    }

    /**
     * A message.
     *
     * @param id of the event that it tells of; one event may be told by several channels
     * @param time when it was sent, or when it was begun while it isn't
     * @param channel {@code mail} or {@code in-app}
     * @param template what it tells, as in {@code order-confirmed}
     * @param state {@code queued}, {@code sent} or {@code dropped}
     * @param node the name of the node that sent it; null where that isn't known
     * @param traceId the trace that it belongs to; null where there is none
     */
    public record Message(
            UUID id,
            Instant time,
            String channel,
            String template,
            String state,
            @Nullable String node,
            @Nullable String traceId) {}
}

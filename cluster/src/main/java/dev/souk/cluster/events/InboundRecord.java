package dev.souk.cluster.events;

import io.vertx.core.buffer.Buffer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A record as a consumer gets it, from the broker or from among the parked.
 *
 * @param place where it lay, as in {@code souk.order/3/1017}; names it where it has no id
 * @param body JSON; null where the key was deleted
 */
record InboundRecord(
        String topic,
        String key,
        String place,
        Map<String, String> headers,
        @Nullable Buffer body) {

    InboundRecord {
        headers = Map.copyOf(headers);
    }

    static InboundRecord of(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            headers.put(
                    header.key(),
                    header.value() == null
                            ? ""
                            : new String(header.value(), StandardCharsets.UTF_8));
        }
        var place = record.topic() + "/" + record.partition() + "/" + record.offset();
        return new InboundRecord(
                record.topic(),
                record.key() == null ? "" : record.key(),
                place,
                headers,
                record.value() == null ? null : Buffer.buffer(record.value()));
    }

    Optional<CloudEvents.Envelope> envelope() {
        return CloudEvents.envelope(headers);
    }

    /** The event's id, or one that always names this place. */
    UUID id() {
        return envelope()
                .map(CloudEvents.Envelope::id)
                .orElseGet(() -> UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)));
    }

    String type() {
        return envelope().map(CloudEvents.Envelope::type).orElse("unknown");
    }

    String traceparent() {
        return headers.getOrDefault(CloudEvents.TRACEPARENT, "");
    }

    Buffer bodyOrEmpty() {
        return Optional.ofNullable(body).orElseGet(Buffer::buffer);
    }
}

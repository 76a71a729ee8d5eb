package dev.souk.cluster.events;

import dev.souk.contract.Event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The envelope of an event as Kafka headers: CloudEvents 1.0, binary mode, Kafka protocol binding,
 * with the extension {@code aggregateversion} and the W3C {@code traceparent}.
 */
final class CloudEvents {

    static final String TRACEPARENT = "traceparent";

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String SCHEMA = "ce_dataschema";
    private static final String VERSION = "ce_aggregateversion";
    private static final String SCHEMA_END = ".json";

    /**
     * What stands around an event's body.
     *
     * @param schema the version of the body's schema; 0 where there is no body
     * @param version the aggregate's version; empty for streams that don't count
     * @param traceparent the trace that the event belongs to; empty where there is none
     */
    record Envelope(
            UUID id,
            String type,
            int schema,
            String aggregateId,
            OptionalLong version,
            Instant time,
            String traceparent) {}

    private CloudEvents() {}

    static Map<String, String> headers(String source, Event<?> event, String traceparent) {
        var headers =
                headers(
                        source,
                        event.id(),
                        event.type(),
                        event.aggregateId(),
                        event.time(),
                        traceparent);
        headers.put(SCHEMA, EventSchemas.path(event.type(), event.schema()));
        headers.put(VERSION, Long.toString(event.aggregateVersion()));
        headers.put("content-type", "application/json");
        return headers;
    }

    static Map<String, String> headers(String source, Deletion deletion, String traceparent) {
        var headers =
                headers(
                        source,
                        deletion.id(),
                        deletion.type(),
                        deletion.aggregateId(),
                        deletion.time(),
                        traceparent);
        headers.put(VERSION, Long.toString(deletion.aggregateVersion()));
        return headers;
    }

    /** The headers of an event whose stream doesn't count versions. */
    static Map<String, String> uncounted(String source, Event<?> event, String traceparent) {
        var headers = headers(source, event, traceparent);
        headers.remove(VERSION);
        return headers;
    }

    /** The envelope, or empty where the headers are not those of an event. */
    static Optional<Envelope> envelope(Map<String, String> headers) {
        if (!headers.keySet().containsAll(java.util.Set.of(ID, TYPE, SUBJECT, TIME))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Envelope(
                            UUID.fromString(text(headers, ID)),
                            text(headers, TYPE),
                            schemaOf(text(headers, SCHEMA)),
                            text(headers, SUBJECT),
                            number(text(headers, VERSION)),
                            Instant.parse(text(headers, TIME)),
                            text(headers, TRACEPARENT)));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(
            String source,
            UUID id,
            String type,
            String aggregateId,
            Instant time,
            String traceparent) {
        var headers = new HashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_source", "/" + source);
        headers.put(ID, id.toString());
        headers.put(TYPE, type);
        headers.put(SUBJECT, aggregateId);
        headers.put(TIME, time.toString());
        if (!traceparent.isEmpty()) {
            headers.put(TRACEPARENT, traceparent);
        }
        return headers;
    }

    private static String text(Map<String, String> headers, String name) {
        return headers.getOrDefault(name, "");
    }

    private static OptionalLong number(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** The number in {@code schema/order.placed.v2.json}. */
    private static int schemaOf(String path) {
        var version = path.lastIndexOf(".v");
        return version < 0 || !path.endsWith(SCHEMA_END)
                ? 0
                : Integer.parseInt(
                        path.substring(version + 2, path.length() - SCHEMA_END.length()));
    }
}

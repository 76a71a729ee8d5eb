package dev.souk.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A durable fact about one aggregate. Its attributes become those of a CloudEvent 1.0 (binary
 * mode): {@code id}, {@code type}, {@code subject} (the aggregate id), {@code time}, {@code
 * dataschema} and an extension for the version.
 *
 * @param id unique for good; the consumers' inbox is keyed by it
 * @param type the fact's name, in the past tense with dots, as in {@code order.confirmed}
 * @param schema the version of the body's schema, from 1
 * @param aggregateId whose fact it is; the record's key
 * @param aggregateVersion the aggregate's version after the fact, from 1 and without gap
 * @param time when it happened
 * @param data the body
 */
public record Event<T>(
        UUID id,
        String type,
        int schema,
        String aggregateId,
        long aggregateVersion,
        Instant time,
        T data) {

    public Event {
        if (schema < 1 || aggregateVersion < 1) {
            throw new IllegalArgumentException("schema and aggregateVersion start at 1");
        }
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Event;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.Topic;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The outbox as rows of the service's database; all events of one call in one statement. */
final class PgOutbox implements Outbox {

    private static final int BODY_LIMIT = 900 * 1024;

    /** Rows get their ids in the order of the arrays. */
    private static final String INSERT =
            """
            INSERT INTO outbox (shard, topic, key, headers, body)
            SELECT shard, $1, key, headers::jsonb, body
            FROM unnest($2::smallint[], $3::text[], $4::text[], $5::bytea[])
                WITH ORDINALITY AS event (shard, key, headers, body, number)
            ORDER BY number
            """;

    private final String service;
    private final Telemetry telemetry;
    private final EventSchemas schemas = new EventSchemas();
    private final Consumer<Set<Integer>> wakeUp;

    /**
     * @param wakeUp told the shards that have new rows, once these are committed
     */
    PgOutbox(String service, Telemetry telemetry, Consumer<Set<Integer>> wakeUp) {
        this.service = service;
        this.telemetry = telemetry;
        this.wakeUp = wakeUp;
    }

    @Override
    public Future<Void> append(SqlConnection tx, Topic topic, List<? extends Event<?>> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        try {
            var trace = telemetry.traceparent();
            return insert(
                    tx, topic, events.stream().map(event -> record(topic, event, trace)).toList());
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    @Override
    public Future<Void> append(SqlConnection tx, Topic topic, Deletion deletion) {
        var headers = CloudEvents.headers(service, deletion, telemetry.traceparent());
        var record = new OutboundRecord(topic.name(), deletion.aggregateId(), headers, null);
        return insert(tx, topic, List.of(record));
    }

    private OutboundRecord record(Topic topic, Event<?> event, String trace) {
        var headers = CloudEvents.headers(service, event, trace);
        return new OutboundRecord(topic.name(), event.aggregateId(), headers, body(event));
    }

    /** The event's body, checked against its schema and its size. */
    Buffer body(Event<?> event) {
        var body = Json.encode(event.data());
        if (body.length() > BODY_LIMIT) {
            throw ServiceFailure.of(Reason.TOO_LARGE, "The event is larger than 900 KiB");
        }
        schemas.check(event, body);
        return body;
    }

    private Future<Void> insert(SqlConnection tx, Topic topic, List<OutboundRecord> records) {
        var args =
                Tuple.of(
                        topic.name(),
                        records.stream()
                                .map(record -> (short) record.shard())
                                .toArray(Short[]::new),
                        records.stream().map(OutboundRecord::key).toArray(String[]::new),
                        records.stream()
                                .map(record -> json(record).encode())
                                .toArray(String[]::new),
                        records.stream().map(OutboundRecord::body).toArray(Buffer[]::new));
        var shards = records.stream().map(OutboundRecord::shard).collect(Collectors.toSet());
        return tx.preparedQuery(INSERT)
                .execute(args)
                .onSuccess(_ -> wakeAfterCommit(tx, shards))
                .mapEmpty();
    }

    private void wakeAfterCommit(SqlConnection tx, Set<Integer> shards) {
        var committed =
                Optional.ofNullable(tx.transaction())
                        .map(Transaction::completion)
                        .orElseGet(Future::succeededFuture);
        committed.onSuccess(_ -> wakeUp.accept(shards));
    }

    private static JsonObject json(OutboundRecord record) {
        var json = new JsonObject();
        record.headers().forEach(json::put);
        return json;
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Event;
import dev.souk.contract.Topic;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a consumer group does, by topic and type; filled once, then only read. */
final class Handlers {

    /** The effect of one record. */
    @FunctionalInterface
    interface Effect {
        Future<Void> apply(SqlConnection tx, InboundRecord record, CloudEvents.Envelope envelope);
    }

    private record Kind(String topic, String type) {}

    private final Map<Kind, Effect> events = new LinkedHashMap<>();
    private final Map<String, Effect> deletions = new LinkedHashMap<>();
    private final Set<Topic> topics = new LinkedHashSet<>();

    <T> void add(Topic topic, String type, Class<T> body, EventHandler<T> handler) {
        topics.add(topic);
        events.put(
                new Kind(topic.name(), type),
                (tx, record, envelope) ->
                        handler.handle(
                                tx, event(envelope, Json.decode(record.bodyOrEmpty(), body))));
    }

    void add(Topic topic, DeletionHandler handler) {
        topics.add(topic);
        deletions.put(
                topic.name(),
                (tx, _, envelope) ->
                        handler.handle(
                                tx,
                                new Deletion(
                                        envelope.id(),
                                        envelope.type(),
                                        envelope.aggregateId(),
                                        envelope.version().orElse(1),
                                        envelope.time())));
    }

    Collection<Topic> topics() {
        return topics;
    }

    /** Whether it is an event that this group was not given a handler for. */
    boolean isIgnored(InboundRecord record) {
        return record.envelope().map(envelope -> effect(record, envelope).isEmpty()).orElse(false);
    }

    Optional<Effect> effect(InboundRecord record, CloudEvents.Envelope envelope) {
        return Optional.ofNullable(
                record.body() == null
                        ? deletions.get(record.topic())
                        : events.get(new Kind(record.topic(), envelope.type())));
    }

    private static <T> Event<T> event(CloudEvents.Envelope envelope, T body) {
        return new Event<>(
                envelope.id(),
                envelope.type(),
                Math.max(1, envelope.schema()),
                envelope.aggregateId(),
                envelope.version().orElse(1),
                envelope.time(),
                body);
    }
}

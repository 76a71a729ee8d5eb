package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;

import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

/**
 * The transactional producer of one shard. What it sends becomes visible whole or not at all; a
 * producer that another one with the same transactional id has followed can send nothing more.
 */
final class ShardProducer implements ShardRelay.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(ShardProducer.class);
    private static final long CLOSE_MILLIS = 1_000;

    private final KafkaProducer<String, OutboundRecord> producer;

    private ShardProducer(KafkaProducer<String, OutboundRecord> producer) {
        this.producer = producer;
    }

    /** Shuts out the shard's former producer, and ends what it left unfinished. */
    static Future<ShardProducer> open(Vertx vertx, Map<String, Object> settings) {
        return create(vertx, settings)
                .map(ShardProducer::new)
                .compose(
                        opened ->
                                opened.producer
                                        .initTransactions()
                                        .map(opened)
                                        .recover(failure -> opened.close(failure)));
    }

    /** Threads and buffers are made off the event loop. */
    static Future<KafkaProducer<String, OutboundRecord>> create(
            Vertx vertx, Map<String, Object> settings) {
        return vertx.executeBlocking(
                        () ->
                                new org.apache.kafka.clients.producer.KafkaProducer<>(
                                        settings, new StringSerializer(), ShardProducer::body),
                        false)
                .map(
                        made ->
                                KafkaProducer.create(
                                        vertx,
                                        made,
                                        new KafkaClientOptions()
                                                .setTracingPolicy(TracingPolicy.IGNORE)))
                .map(made -> made.exceptionHandler(failure -> LOG.debug("A send failed", failure)));
    }

    @Override
    public Future<Void> send(List<OutboundRecord> records) {
        var begun = producer.beginTransaction();
        var sent = records.stream().map(record -> producer.send(kafka(record))).toList();
        return begun.compose(_ -> Future.join(sent))
                .compose(_ -> producer.commitTransaction())
                .recover(
                        failure ->
                                producer.abortTransaction()
                                        .transform(_ -> Future.failedFuture(failure)));
    }

    @Override
    public Future<Void> close() {
        return producer.close(CLOSE_MILLIS);
    }

    private <T> Future<T> close(Throwable failure) {
        return close().transform(_ -> Future.failedFuture(failure));
    }

    static KafkaProducerRecord<String, OutboundRecord> kafka(OutboundRecord record) {
        KafkaProducerRecord<String, OutboundRecord> kafka =
                KafkaProducerRecord.create(record.topic(), record.key(), record);
        record.headers().forEach(kafka::addHeader);
        return kafka;
    }

    private static byte @Nullable [] body(String topic, OutboundRecord record) {
        return record.body() == null ? null : record.body().getBytes();
    }
}

package dev.souk.cluster.events;

import dev.souk.cluster.events.ConsumerBook.Delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Handles what the polling thread hands over, on the service's event loop, a few keys at a time.
 * The polling thread sees only what is published here: whether to fetch more, and what to commit.
 */
final class ConsumerWork {

    /** What is done with a record: its effect, or its parking. */
    interface Outcome {
        Future<Void> apply(InboundRecord record);

        Future<Void> park(InboundRecord record, Throwable failure, int attempts);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWork.class);
    private static final int PARALLEL = 4;
    private static final int BACKLOG_LIMIT = 500;
    private static final long BYTES_LIMIT = 4L * 1024 * 1024;
    private static final Duration PARKING_PAUSE = Duration.ofSeconds(1);

    private record Settling(Collection<TopicPartition> partitions, CompletableFuture<Void> idle) {}

    private final Vertx vertx;
    private final Context context;
    private final Outcome outcome;
    private final FailurePolicy policy;
    private final InstantSource clock;
    private final ConsumerBook<TopicPartition, InboundRecord> book = new ConsumerBook<>(PARALLEL);
    private final List<Settling> settling = new ArrayList<>();
    private final AtomicInteger handedOver = new AtomicInteger();
    private long timer = -1;
    private volatile int backlog;
    private volatile long bytes;
    private volatile Map<TopicPartition, Long> committable = Map.of();

    /** On the calling context. */
    ConsumerWork(Vertx vertx, Outcome outcome, FailurePolicy policy, InstantSource clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.outcome = outcome;
        this.policy = policy;
        this.clock = clock;
    }

    /** Takes records over, in the order of their offsets. From the polling thread. */
    void offer(List<ConsumerRecord<String, byte[]>> records) {
        handedOver.addAndGet(records.size());
        context.runOnContext(_ -> take(records));
    }

    /** Whether no more should be fetched for now. From any thread. */
    boolean isFull() {
        return backlog() > BACKLOG_LIMIT || bytes > BYTES_LIMIT;
    }

    /** How many records wait or are under way. From any thread. */
    int backlog() {
        return backlog + handedOver.get();
    }

    /** Up to where all is done, where that has moved. From any thread. */
    Map<TopicPartition, Long> committable() {
        return committable;
    }

    /** The broker has these. From any thread. */
    void committed(Map<TopicPartition, Long> offsets) {
        context.runOnContext(
                _ -> {
                    book.committed(offsets);
                    publish();
                });
    }

    /** Begins nothing more of the partitions; done when nothing of them is under way. */
    CompletableFuture<Void> settle(Collection<TopicPartition> partitions) {
        var idle = new CompletableFuture<Void>();
        context.runOnContext(
                _ -> {
                    book.suspend(partitions);
                    settling.add(new Settling(List.copyOf(partitions), idle));
                    pump();
                });
        return idle;
    }

    /** The partitions are another member's, or will be read again. From any thread. */
    void forget(Collection<TopicPartition> partitions) {
        var gone = List.copyOf(partitions);
        context.runOnContext(
                _ -> {
                    book.forget(gone);
                    publish();
                });
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        for (var record : records) {
            var inbound = InboundRecord.of(record);
            var size = Math.max(0, record.serializedValueSize());
            book.take(
                    new TopicPartition(record.topic(), record.partition()),
                    inbound.key(),
                    record.offset(),
                    inbound,
                    size);
        }
        handedOver.addAndGet(-records.size());
        pump();
    }

    private void pump() {
        var next = book.next(clock.instant());
        while (next.isPresent()) {
            begin(next.get());
            next = book.next(clock.instant());
        }
        settling.removeIf(
                waiting ->
                        book.underWay(waiting.partitions()) == 0 && waiting.idle().complete(null));
        plan();
        publish();
    }

    private void begin(Delivery<TopicPartition, InboundRecord> delivery) {
        outcome.apply(delivery.record())
                .onComplete(done -> context.runOnContext(_ -> ended(delivery, done.cause())));
    }

    private void ended(
            Delivery<TopicPartition, InboundRecord> delivery, @Nullable Throwable failure) {
        if (failure == null) {
            book.done(delivery);
        } else {
            failed(delivery, failure);
        }
        pump();
    }

    private void failed(Delivery<TopicPartition, InboundRecord> delivery, Throwable failure) {
        if (!FailurePolicy.isTransient(failure)) {
            delivery.failedByItself();
        }
        switch (policy.after(failure, delivery.attempt(), delivery.failures())) {
            case FailurePolicy.Next.Retry(var pause) -> {
                log(delivery, failure);
                book.retry(delivery, clock.instant().plus(pause));
            }
            case FailurePolicy.Next.Park() -> park(delivery, failure);
        }
    }

    private void park(Delivery<TopicPartition, InboundRecord> delivery, Throwable failure) {
        outcome.park(delivery.record(), failure, delivery.attempt())
                .onComplete(parked -> context.runOnContext(_ -> parked(delivery, parked.cause())));
    }

    private void parked(
            Delivery<TopicPartition, InboundRecord> delivery, @Nullable Throwable failure) {
        if (failure == null) {
            LOG.atError()
                    .addKeyValue("event", delivery.record().id())
                    .addKeyValue("type", delivery.record().type())
                    .addKeyValue("key", delivery.record().key())
                    .log("an event cannot be handled; it is parked with its key");
            book.done(delivery);
        } else {
            book.retry(delivery, clock.instant().plus(PARKING_PAUSE));
        }
        pump();
    }

    private static void log(Delivery<TopicPartition, InboundRecord> delivery, Throwable failure) {
        if (delivery.attempt() == 1 && !FailurePolicy.isTransient(failure)) {
            LOG.atWarn()
                    .addKeyValue("event", delivery.record().id())
                    .addKeyValue("type", delivery.record().type())
                    .setCause(failure)
                    .log("an event failed; it is tried again");
        }
    }

    /** One timer, for the key that becomes free first. */
    private void plan() {
        vertx.cancelTimer(timer);
        timer = -1;
        book.nextDue()
                .map(due -> Duration.between(clock.instant(), due).toMillis())
                .ifPresent(
                        millis ->
                                timer =
                                        vertx.setTimer(
                                                Math.max(1, millis),
                                                _ -> context.runOnContext(_ -> pump())));
    }

    private void publish() {
        backlog = book.backlog();
        bytes = book.bytes();
        committable = Map.copyOf(book.committable());
    }
}

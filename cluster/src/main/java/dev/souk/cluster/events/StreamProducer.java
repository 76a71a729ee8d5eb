package dev.souk.cluster.events;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Sends events of streams that bear loss, without the outbox. Holds at most 1,000 of them; while
 * Kafka is away it refuses at once, and tries one each second. Used on one event loop.
 */
final class StreamProducer {

    private static final int IN_FLIGHT_LIMIT = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long CLOSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final KafkaSettings settings;
    private final InstantSource clock;
    private @Nullable Future<KafkaProducer<String, OutboundRecord>> producer;
    private Instant awayUntil = Instant.MIN;
    private boolean away;
    private int inFlight;

    StreamProducer(Vertx vertx, KafkaSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    Future<Void> send(OutboundRecord record) {
        if (clock.instant().isBefore(awayUntil) || (away && inFlight > 0)) {
            return Future.failedFuture(unavailable());
        }
        if (inFlight >= IN_FLIGHT_LIMIT) {
            return Future.failedFuture(
                    ServiceFailure.of(Reason.OVERLOADED, "Too many events are under way")
                            .retryAfter(PAUSE));
        }
        inFlight++;
        return opened().compose(open -> open.send(ShardProducer.kafka(record)))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .andThen(sent -> note(sent.succeeded()))
                .recover(_ -> Future.failedFuture(unavailable()))
                .mapEmpty();
    }

    Future<Void> close() {
        var opened = producer;
        return opened == null
                ? Future.succeededFuture()
                : opened.compose(open -> open.close(CLOSE_MILLIS));
    }

    private Future<KafkaProducer<String, OutboundRecord>> opened() {
        if (producer == null) {
            producer = ShardProducer.create(vertx, settings.streamProducer());
        }
        return producer;
    }

    private void note(boolean sent) {
        inFlight--;
        away = !sent;
        if (away) {
            awayUntil = clock.instant().plus(PAUSE);
        }
    }

    private static ServiceFailure unavailable() {
        return ServiceFailure.unavailable("Kafka is not available", PAUSE);
    }
}

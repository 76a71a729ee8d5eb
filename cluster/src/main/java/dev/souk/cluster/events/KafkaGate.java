package dev.souk.cluster.events;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets only one at a time try Kafka while it is away, since each try holds a worker thread until it
 * times out. Used on one event loop.
 */
final class KafkaGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private boolean away;
    private int trying;

    /** Does the work, or fails at once where another one is finding out whether Kafka is back. */
    <T> Future<T> enter(Supplier<Future<T>> work) {
        if (away && trying > 0) {
            return Future.failedFuture(
                    ServiceFailure.unavailable("Kafka is not available", RETRY_AFTER));
        }
        trying++;
        return work.get()
                .andThen(
                        done -> {
                            trying--;
                            away = done.failed();
                        });
    }
}

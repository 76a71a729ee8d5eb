package dev.souk.order.app;

import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** The sagas that go on no more until somebody gives them a hand. */
public interface StuckSagas {

    /** A stuck saga, and since when it is. */
    record StuckSaga(Saga saga, Instant since) {}

    /** A saga as it is, and the order that it is of. */
    record OrderSaga(Saga saga, Order order) {}

    /** Where a list goes on: after the saga that was stuck then. */
    record Position(Instant since, UUID orderId) {}

    /** What somebody can do for a stuck saga. */
    enum Hand {
        RETRY,
        COMPENSATE;

        /** The word by which it is kept. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The stuck sagas, the longest stuck first. */
    Future<List<StuckSaga>> list(@Nullable Position after, int limit);

    Future<Long> count();

    /**
     * Gives a saga a hand, and keeps who did.
     *
     * @param decide may throw, and then nothing changes and the future fails with what it threw
     * @return what the saga is now; empty where there is none
     */
    Future<Optional<OrderSaga>> give(
            UUID orderId, Hand hand, UUID actor, BiFunction<Saga, Order, Transition> decide);
}

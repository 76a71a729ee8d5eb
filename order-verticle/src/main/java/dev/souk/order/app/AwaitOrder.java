package dev.souk.order.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Waits until an order is settled, or the shopper has to act, or time is up, and gives the answer:
 * the first recorded one is everyone's.
 */
public final class AwaitOrder {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final OrderStore orders;
    private final KeyClaims claims;
    private final OrderWatch watch;
    private final Pauses pauses;
    private final InstantSource clock;

    /** The answer to a request, and the order as it was then. */
    public record Answered(FirstAnswer answer, StoredOrder order) {}

    public AwaitOrder(
            OrderStore orders,
            KeyClaims claims,
            OrderWatch watch,
            Pauses pauses,
            InstantSource clock) {
        this.orders = orders;
        this.claims = claims;
        this.watch = watch;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * The answer after a wait; fails as {@code DRAINING} where another node has to go on waiting.
     *
     * @param customerId whose order it has to be
     */
    public Future<Answered> await(UUID customerId, UUID orderId, Duration wait) {
        return settled(customerId, orderId, clock.instant().plus(wait)).compose(this::firstAnswer);
    }

    /** The order as it was when the first answer was given. */
    public Future<Answered> replay(UUID customerId, UUID orderId, FirstAnswer answer) {
        return orders.find(orderId, answer.version())
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .map(stored -> new Answered(answer, ownedBy(customerId, stored)));
    }

    private Future<StoredOrder> settled(UUID customerId, UUID orderId, Instant until) {
        var next = watch.next(orderId);
        return orders.find(orderId)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .map(stored -> ownedBy(customerId, stored))
                .compose(stored -> stopOrGoOn(stored, next, until))
                .eventually(() -> forget(orderId, next));
    }

    private Future<StoredOrder> stopOrGoOn(StoredOrder stored, Future<Void> next, Instant until) {
        var left = Duration.between(clock.instant(), until);
        if (isAnswer(stored.order()) || left.isNegative() || left.isZero()) {
            return Future.succeededFuture(stored);
        }
        if (next.failed()) {
            return Future.failedFuture(next.cause());
        }
        var pause = pauses.of(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
        return either(next, pause)
                .compose(woken -> settled(stored.order().customerId(), stored.order().id(), until));
    }

    /** Completes with the first of both; fails at once where the watch fails. */
    private static Future<Void> either(Future<Void> next, Future<Void> pause) {
        var promise = Promise.<Void>promise();
        next.onComplete(
                done -> {
                    if (done.succeeded()) {
                        promise.tryComplete();
                    } else {
                        promise.tryFail(done.cause());
                    }
                });
        pause.onComplete(done -> promise.tryComplete());
        return promise.future();
    }

    private Future<Void> forget(UUID orderId, Future<Void> next) {
        watch.forget(orderId, next);
        return Future.succeededFuture();
    }

    private Future<Answered> firstAnswer(StoredOrder stored) {
        var order = stored.order();
        var mine = FirstAnswer.of(order);
        return claims.answer(order.customerId(), order.id(), mine)
                .compose(
                        first ->
                                first.equals(mine)
                                        ? Future.succeededFuture(new Answered(mine, stored))
                                        : replay(order.customerId(), order.id(), first));
    }

    /** Whether somebody who waits for the order is answered now. */
    static boolean isAnswer(Order order) {
        return order.isSettled() || order.waitsForShopper();
    }

    private static StoredOrder ownedBy(UUID customerId, StoredOrder stored) {
        if (!stored.order().customerId().equals(customerId)) {
            throw ServiceFailure.notFound("order");
        }
        return stored;
    }
}

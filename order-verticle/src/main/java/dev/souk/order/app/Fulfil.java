package dev.souk.order.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiFunction;

/** Brings a paid order to the door. Fails with {@code CONFLICT} where that isn't its next move. */
public final class Fulfil {

    private final OrderStore orders;
    private final OrderWatch watch;
    private final InstantSource clock;

    public Fulfil(OrderStore orders, OrderWatch watch, InstantSource clock) {
        this.orders = orders;
        this.watch = watch;
        this.clock = clock;
    }

    /** The order is on its way. */
    public Future<StoredOrder> ship(UUID id, String carrier, String trackingNumber) {
        return change(id, "ship", (order, now) -> order.ship(carrier, trackingNumber, now));
    }

    /** The order has arrived. */
    public Future<StoredOrder> deliver(UUID id) {
        return change(id, "deliver", Order::deliver);
    }

    private Future<StoredOrder> change(
            UUID id, String command, BiFunction<Order, Instant, Decision> move) {
        return orders.change(id, order -> decide(order, command, move))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .onSuccess(_ -> watch.changed(id));
    }

    private Decision decide(
            Order order, String command, BiFunction<Order, Instant, Decision> move) {
        var now = clock.instant();
        return Moves.decide(order, found -> move.apply(found, now))
                .askedFor(new Note.Command(command, "staff", now));
    }
}

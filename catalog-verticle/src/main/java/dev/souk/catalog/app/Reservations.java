package dev.souk.catalog.app;

import dev.souk.catalog.api.ReservationOutcome;
import dev.souk.catalog.api.ReservationState;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockRequest;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Takes and moves the stock of orders, in groups. Everything is idempotent by order: a repeat finds
 * what the first request did, also when the first one's answer was lost. Belongs to one event loop.
 */
public final class Reservations {

    private static final int GROUP = 128;
    private static final int QUEUE = 4_096;
    private static final int EXPIRED_AT_ONCE = 200;

    private final ReservationStore store;
    private final GroupedWork<StockRequest, ReservationVerdict> reserving;
    private final GroupedWork<Request, Result> moving;

    public Reservations(ReservationStore store) {
        this.store = store;
        this.reserving = new GroupedWork<>(GROUP, QUEUE, store::reserve);
        this.moving = new GroupedWork<>(GROUP, QUEUE, store::move);
    }

    /**
     * Takes an order's stock.
     *
     * @param wanted asked when its turn comes; false drops it untouched
     */
    public Future<ReservationVerdict> reserve(ReserveStock order, BooleanSupplier wanted) {
        return reserving.submit(request(order), wanted);
    }

    /** What an order asks of the store. */
    public static StockRequest request(ReserveStock order) {
        var lines =
                order.lines().stream()
                        .map(line -> new OrderLine(line.productId(), line.quantity()))
                        .toList();
        return new StockRequest(order.orderId(), order.customerId(), lines);
    }

    /** Moves an order's reservation by one step. */
    public Future<ReservationOutcome> move(UUID orderId, Step step, BooleanSupplier wanted) {
        return moving.submit(new Request(orderId, step), wanted).map(Reservations::outcome);
    }

    /**
     * Gives back what nobody paid for in time. Any node may do it at any time.
     *
     * @return how many reservations ended
     */
    public Future<Integer> expire() {
        return store.overdue(EXPIRED_AT_ONCE).compose(this::expire);
    }

    private Future<Integer> expire(List<UUID> orders) {
        if (orders.isEmpty()) {
            return Future.succeededFuture(0);
        }
        var steps = orders.stream().map(order -> new Request(order, Step.EXPIRE)).toList();
        return store.move(steps)
                .map(results -> (int) results.stream().filter(Result::done).count());
    }

    private static ReservationOutcome outcome(Result result) {
        var state = state(result.state());
        return result.done() ? ReservationOutcome.done(state) : ReservationOutcome.refused(state);
    }

    private static ReservationState state(@Nullable State state) {
        if (state == null) {
            return ReservationState.UNKNOWN;
        }
        return switch (state) {
            case HELD -> ReservationState.HELD;
            case PINNED -> ReservationState.PINNED;
            case COMMITTED -> ReservationState.COMMITTED;
            case REFUSED -> ReservationState.REFUSED;
            case RELEASED -> ReservationState.RELEASED;
            case EXPIRED -> ReservationState.EXPIRED;
        };
    }
}

package dev.souk.order.app;

import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.Cancellation.Shortage;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.StockGone;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.StepOutcome.StockOutcome;
import dev.souk.order.domain.StepOutcome.StockRefused;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A catalog with one pile of stock, which keeps what it was asked by order as the real one does.
 */
final class FakeCatalog {

    private final Map<UUID, State> states = new HashMap<>();
    private int available;

    enum State {
        HELD,
        PINNED,
        COMMITTED,
        RELEASED,
        EXPIRED,
        REFUSED
    }

    FakeCatalog(int available) {
        this.available = available;
    }

    int available() {
        return available;
    }

    /** Somebody else buys the rest. */
    void sellOut() {
        available = 0;
    }

    State stateOf(UUID orderId) {
        return states.getOrDefault(orderId, State.REFUSED);
    }

    /** Time is up for whatever is not pinned. */
    void expireUnpinned() {
        states.replaceAll(
                (_, state) -> {
                    if (state == State.HELD) {
                        available++;
                        return State.EXPIRED;
                    }
                    return state;
                });
    }

    /** The way to it from one node. */
    StockReservations from(Fate fate) {
        return new StockReservations() {
            @Override
            public Future<StockOutcome> reserve(Order order, Duration within) {
                return send(() -> hold(order));
            }

            @Override
            public Future<StockOutcome> pin(Order order, Duration within) {
                return send(() -> keep(order));
            }

            @Override
            public Future<StockOutcome> unpin(Order order, Duration within) {
                return send(() -> move(order, List.of(State.HELD, State.PINNED), State.HELD));
            }

            @Override
            public Future<StockOutcome> commit(Order order, Duration within) {
                return send(
                        () ->
                                move(
                                        order,
                                        List.of(State.HELD, State.PINNED, State.COMMITTED),
                                        State.COMMITTED));
            }

            @Override
            public Future<StockOutcome> release(Order order, Duration within) {
                return send(() -> giveBack(order));
            }

            private Future<StockOutcome> send(Supplier<StockOutcome> work) {
                return fate.send(work, new NoAnswer("away"), new NoAnswer("away"));
            }
        };
    }

    private StockOutcome hold(Order order) {
        var state = states.get(order.id());
        if (state == null) {
            if (available == 0) {
                states.put(order.id(), State.REFUSED);
                return refusal(order);
            }
            available--;
            states.put(order.id(), State.HELD);
            return new StockHeld(order.lines());
        }
        return switch (state) {
            case HELD, PINNED, COMMITTED -> new StockHeld(order.lines());
            case RELEASED, EXPIRED, REFUSED -> refusal(order);
        };
    }

    private static StockOutcome refusal(Order order) {
        var line = order.lines().getFirst();
        return new StockRefused(
                Cancellation.outOf(List.of(new Shortage(line.productId(), line.quantity(), 0))));
    }

    private StockOutcome keep(Order order) {
        return stateOf(order.id()) == State.COMMITTED
                ? new StockMoved()
                : move(order, List.of(State.HELD, State.PINNED), State.PINNED);
    }

    private StockOutcome move(Order order, List<State> from, State to) {
        var state = states.get(order.id());
        if (state == null || !from.contains(state)) {
            return new StockGone();
        }
        states.put(order.id(), to);
        return new StockMoved();
    }

    private StockOutcome giveBack(Order order) {
        var before = states.put(order.id(), State.RELEASED);
        if (before == State.HELD || before == State.PINNED || before == State.COMMITTED) {
            available++;
        }
        return new StockMoved();
    }
}

package dev.souk.catalog.domain;

import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;

import org.jspecify.annotations.Nullable;

/**
 * What a step does to a reservation, as a table.
 *
 * @param done whether what the step asks for holds afterwards
 * @param next the state afterwards
 * @param cause how the reservation's units move; null where they stay
 */
public record Transition(boolean done, State next, @Nullable StockCause cause) {

    /** The transition of a reservation in a state. A repeated step is done and moves nothing. */
    public static Transition of(State state, boolean overdue, Step step) {
        return switch (step) {
            case PIN -> pin(state);
            case UNPIN -> unpin(state);
            case COMMIT -> commit(state);
            case RELEASE -> release(state);
            case EXPIRE -> expire(state, overdue);
        };
    }

    private static Transition pin(State state) {
        return switch (state) {
            case HELD, PINNED -> to(State.PINNED);
            case COMMITTED -> to(State.COMMITTED);
            case REFUSED, RELEASED, EXPIRED -> refused(state);
        };
    }

    private static Transition unpin(State state) {
        return switch (state) {
            case HELD, PINNED -> to(State.HELD);
            case COMMITTED, REFUSED, RELEASED, EXPIRED -> refused(state);
        };
    }

    private static Transition commit(State state) {
        return switch (state) {
            case HELD, PINNED -> new Transition(true, State.COMMITTED, StockCause.COMMITTED);
            case COMMITTED -> to(State.COMMITTED);
            case REFUSED, RELEASED, EXPIRED -> refused(state);
        };
    }

    private static Transition release(State state) {
        return switch (state) {
            case HELD, PINNED -> new Transition(true, State.RELEASED, StockCause.RELEASED);
            case COMMITTED -> new Transition(true, State.RELEASED, StockCause.RETURNED);
            case REFUSED, RELEASED, EXPIRED -> to(state);
        };
    }

    private static Transition expire(State state, boolean overdue) {
        return switch (state) {
            case HELD ->
                    overdue
                            ? new Transition(true, State.EXPIRED, StockCause.EXPIRED)
                            : refused(state);
            case EXPIRED -> to(State.EXPIRED);
            case PINNED, COMMITTED, REFUSED, RELEASED -> refused(state);
        };
    }

    private static Transition to(State next) {
        return new Transition(true, next, null);
    }

    private static Transition refused(State state) {
        return new Transition(false, state, null);
    }
}

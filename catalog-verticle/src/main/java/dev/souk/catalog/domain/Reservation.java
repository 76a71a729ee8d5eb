package dev.souk.catalog.domain;

import java.util.List;
import java.util.UUID;

/**
 * What an order holds.
 *
 * @param lines the units held or sold; empty where it holds none
 * @param overdue whether it may expire now, by the database's clock
 */
public record Reservation(
        UUID orderId, UUID customerId, State state, List<HeldLine> lines, boolean overdue) {

    /** Where a reservation stands; the last three are final but for giving sold units back. */
    public enum State {
        /** Set aside until it expires. */
        HELD,
        /** Set aside for good. */
        PINNED,
        /** Sold. */
        COMMITTED,
        /** The request was refused. */
        REFUSED,
        /** Given back by the order, or given up before it was taken. */
        RELEASED,
        /** Given back by time. */
        EXPIRED
    }

    /** What can be asked of a reservation. */
    public enum Step {
        PIN,
        UNPIN,
        COMMIT,
        RELEASE,
        EXPIRE
    }

    public Reservation {
        lines = List.copyOf(lines);
    }

    Reservation in(State next) {
        return new Reservation(orderId, customerId, next, lines, overdue);
    }
}

package dev.souk.catalog.domain;

import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides the steps of one group in order of arrival; several may be of one order. Pure but for the
 * book and the purchases that it is given.
 */
public final class ReservationMoves {

    /** A step that is asked for. */
    public record Request(UUID orderId, Step step) {}

    /**
     * What became of a step.
     *
     * @param state where the reservation stands; null where there is none
     */
    public record Result(UUID orderId, boolean done, @Nullable State state) {}

    private final Map<UUID, Reservation> before = new HashMap<>();
    private final Map<UUID, Reservation> now = new HashMap<>();
    private final StockBook book;
    private final Purchases purchases;

    /**
     * @param locked the reservations that exist, those that a release has just made up included
     * @param book the locked stock of their lines
     */
    public ReservationMoves(Collection<Reservation> locked, StockBook book, Purchases purchases) {
        locked.forEach(reservation -> before.put(reservation.orderId(), reservation));
        now.putAll(before);
        this.book = book;
        this.purchases = purchases;
    }

    /** The results, one for each request, in the same order. */
    public List<Result> decide(List<Request> requests) {
        var results = new ArrayList<Result>();
        requests.forEach(request -> results.add(decide(request)));
        return results;
    }

    /** The reservations whose state is another one now. */
    public List<Reservation> changed() {
        return now.values().stream()
                .filter(reservation -> !reservation.equals(before.get(reservation.orderId())))
                .toList();
    }

    private Result decide(Request request) {
        var reservation = now.get(request.orderId());
        if (reservation == null) {
            return new Result(request.orderId(), false, null);
        }
        var transition = Transition.of(reservation.state(), reservation.overdue(), request.step());
        if (transition.cause() != null) {
            move(reservation, transition.cause());
        }
        now.put(request.orderId(), reservation.in(transition.next()));
        return new Result(request.orderId(), transition.done(), transition.next());
    }

    private void move(Reservation reservation, StockCause cause) {
        for (var line : reservation.lines()) {
            book.move(line, reservation.orderId(), cause);
            if (cause != StockCause.COMMITTED) {
                purchases.add(line.productId(), reservation.customerId(), -(long) line.quantity());
            }
        }
    }
}

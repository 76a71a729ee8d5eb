package dev.souk.catalog.app;

import dev.souk.catalog.api.ReservationState;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Verdict;

/** Verdicts in the words of the contract. */
public final class Verdicts {

    private Verdicts() {}

    /** A verdict as it is answered and kept. */
    public static ReservationVerdict of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted(var lines) ->
                    new ReservationVerdict.Reserved(lines.stream().map(Verdicts::line).toList());
            case Verdict.TooFew(var lines) ->
                    new ReservationVerdict.OutOfStock(
                            lines.stream().map(Verdicts::shortage).toList());
            case Verdict.Unknown(var ids) -> new ReservationVerdict.UnknownProducts(ids);
            case Verdict.OverLimit(var id, var limit) ->
                    new ReservationVerdict.LimitPerCustomer(id, limit);
            case Verdict.Mixed(var currencies) ->
                    new ReservationVerdict.MixedCurrencies(currencies);
        };
    }

    /** What a repeated request is told: the first verdict, unless its units were given back. */
    public static ReservationVerdict repeated(State state, ReservationVerdict first) {
        return switch (state) {
            case HELD, PINNED, COMMITTED, REFUSED -> first;
            case RELEASED -> new ReservationVerdict.Released(ReservationState.RELEASED);
            case EXPIRED -> new ReservationVerdict.Released(ReservationState.EXPIRED);
        };
    }

    private static ReservationVerdict.Line line(Verdict.GrantedLine line) {
        return new ReservationVerdict.Line(
                line.productId(), line.sku(), line.name(), line.unitPrice(), line.quantity());
    }

    private static ReservationVerdict.Shortage shortage(Verdict.Shortage line) {
        return new ReservationVerdict.Shortage(
                line.productId(), line.requested(), line.available());
    }
}

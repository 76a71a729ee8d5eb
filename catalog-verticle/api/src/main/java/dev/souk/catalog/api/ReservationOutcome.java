package dev.souk.catalog.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a move of a reservation.
 *
 * @param outcome whether what was asked for holds now
 * @param state where the reservation stands after it
 */
public record ReservationOutcome(Outcome outcome, ReservationState state) {

    /** Whether a move holds. */
    public enum Outcome {
        /** It holds, by this request or by one before it. */
        @JsonProperty("done")
        DONE,
        /** It can never hold, whatever is sent again. */
        @JsonProperty("refused")
        REFUSED
    }

    public static ReservationOutcome done(ReservationState state) {
        return new ReservationOutcome(Outcome.DONE, state);
    }

    public static ReservationOutcome refused(ReservationState state) {
        return new ReservationOutcome(Outcome.REFUSED, state);
    }
}

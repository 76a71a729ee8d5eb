package dev.souk.catalog.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the reservation of an order stands. */
public enum ReservationState {
    /** The catalog has never heard of the order. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** The request for stock was refused. Final. */
    @JsonProperty("refused")
    REFUSED,
    /** Units are set aside until the reservation expires. */
    @JsonProperty("held")
    HELD,
    /** Units are set aside and don't expire. */
    @JsonProperty("pinned")
    PINNED,
    /** Units are sold. */
    @JsonProperty("committed")
    COMMITTED,
    /** Units were given back by the order, or never taken because it gave up first. Final. */
    @JsonProperty("released")
    RELEASED,
    /** Units were given back because time was up. Final. */
    @JsonProperty("expired")
    EXPIRED
}

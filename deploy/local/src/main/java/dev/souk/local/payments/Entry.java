package dev.souk.local.payments;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A line of the log. All that the provider knows is the fold of these. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Booked.class, name = "booked"),
    @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = Entry.Told.class, name = "told")
})
sealed interface Entry {

    /** A request was taken under its key, before anything was done about it. */
    record Booked(Instant at, Command command) implements Entry {}

    /**
     * What became of a request. A later one for the same key counts.
     *
     * @param amount what moved
     * @param message the webhook that tells of it; null where the answer did
     */
    record Settled(
            Instant at,
            String key,
            Status status,
            Money amount,
            @Nullable String reference,
            @Nullable String last4,
            @Nullable String reason,
            @Nullable String actionUrl,
            @Nullable UUID message)
            implements Entry {}

    /** A webhook was taken by the shop. */
    record Told(Instant at, UUID message) implements Entry {}
}

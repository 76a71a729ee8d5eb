package dev.souk.local.payments;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What became of a request, as the shop is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Operation(
        String key,
        Kind kind,
        Status status,
        String authorizationKey,
        String orderId,
        Money amount,
        @Nullable String reference,
        @Nullable String last4,
        @Nullable String reason,
        @Nullable String actionUrl,
        Instant bookedAt,
        Instant updatedAt) {

    static Operation booked(Entry.Booked booked) {
        var command = booked.command();
        return new Operation(
                command.key(),
                command.kind(),
                Status.IN_PROGRESS,
                command.authorizationKey(),
                command.orderId(),
                command.amount(),
                null,
                null,
                null,
                null,
                booked.at(),
                booked.at());
    }

    Operation settled(Entry.Settled settled) {
        return new Operation(
                key,
                kind,
                settled.status(),
                authorizationKey,
                orderId,
                settled.amount(),
                settled.reference(),
                settled.last4(),
                settled.reason(),
                settled.actionUrl(),
                bookedAt,
                settled.at());
    }

    Operation voidedAt(Instant at) {
        return new Operation(
                key,
                kind,
                Status.VOIDED,
                authorizationKey,
                orderId,
                amount,
                reference,
                last4,
                "voided",
                null,
                bookedAt,
                at);
    }
}

package dev.souk.order.payment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.jspecify.annotations.Nullable;

/** Why a payment didn't go through. */
@JsonNaming(SnakeCaseStrategy.class)
record StripeDecline(@Nullable String code, @Nullable String declineCode) {

    /** The most telling word that there is, as ours are written. */
    String reason() {
        var word = declineCode != null ? declineCode : code;
        return word == null ? "declined" : word.replace('_', '-');
    }
}

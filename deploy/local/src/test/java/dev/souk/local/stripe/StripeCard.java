package dev.souk.local.stripe;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Payment methods for tests: Stripe's own names where it has them. */
enum StripeCard {
    VISA("pm_card_visa", null),
    DECLINED("pm_card_chargeDeclined", "generic_decline"),
    INSUFFICIENT_FUNDS("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"),
    CHALLENGE("pm_card_authenticationRequired", null),
    /** Each first request with a key is done, and not answered. */
    SILENT("pm_silent", null),
    /** The first request is done, and answered with 500, for as long as its key is used. */
    BROKEN("pm_broken", null),
    UNKNOWN("", null);

    private final String id;
    private final @Nullable String decline;

    StripeCard(String id, @Nullable String decline) {
        this.id = id;
        this.decline = decline;
    }

    static StripeCard of(String id) {
        return Arrays.stream(values())
                .filter(card -> card.id.equals(id))
                .findFirst()
                .orElse(UNKNOWN);
    }

    String id() {
        return id;
    }

    /** Why it is declined; null where it isn't. */
    @Nullable String decline() {
        return decline;
    }
}

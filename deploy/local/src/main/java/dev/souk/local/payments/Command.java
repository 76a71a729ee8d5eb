package dev.souk.local.payments;

import dev.souk.contract.Money;

/**
 * A request as it is booked.
 *
 * @param key names it for good
 * @param authorizationKey the authorization that it is about; of an authorization, its own key
 * @param orderId what the shop calls it; empty except for an authorization
 * @param token the card; empty except for an authorization
 */
record Command(
        Kind kind,
        String key,
        String authorizationKey,
        String orderId,
        Money amount,
        String token) {

    /** Nothing, in a currency of no meaning: voids have no amount. */
    static final Money NO_AMOUNT = new Money(0, "EUR");
}

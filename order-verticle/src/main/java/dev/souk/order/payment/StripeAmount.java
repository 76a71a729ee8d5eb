package dev.souk.order.payment;

import dev.souk.contract.Money;

import java.util.Locale;
import java.util.Set;

/**
 * Amounts as Stripe counts them: in the smallest unit of ISO 4217, and the code in lower case. Two
 * currencies that lost their minor unit are still counted in hundredths there (Stripe's page
 * "Supported currencies", special cases).
 */
final class StripeAmount {

    private static final Set<String> IN_HUNDREDTHS = Set.of("ISK", "UGX");
    private static final long HUNDRED = 100;

    private StripeAmount() {}

    static String amountOf(Money money) {
        return Long.toString(Math.multiplyExact(money.amount(), factor(money.currency())));
    }

    static String currencyOf(Money money) {
        return money.currency().toLowerCase(Locale.ROOT);
    }

    static Money of(long amount, String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        return new Money(amount / factor(code), code);
    }

    private static long factor(String code) {
        return IN_HUNDREDTHS.contains(code) ? HUNDRED : 1;
    }
}

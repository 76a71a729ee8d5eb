package dev.souk.notify.domain;

import dev.souk.contract.Money;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts as people of a locale write them. */
final class Amounts {

    private final Locale locale;

    Amounts(Locale locale) {
        this.locale = locale;
    }

    /** The amount with its currency, and as many decimals as the currency has. */
    String of(Money money) {
        var currency = Currency.getInstance(money.currency());
        var digits = currency.getDefaultFractionDigits();
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }
}

package dev.souk.contract;

import java.util.Currency;

/**
 * An amount in the minor units of a currency: {@code 1299 EUR} is 12.99 euro. Arithmetic is exact,
 * and refuses to mix currencies or to overflow.
 *
 * @param amount minor units
 * @param currency an ISO 4217 code
 */
public record Money(long amount, String currency) implements Comparable<Money> {

    public Money {
        if (Currency.getInstance(currency).getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("not a currency of payments: " + currency);
        }
    }

    /** Nothing, in the given currency. */
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /**
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum overflows
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the difference overflows
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * @throws ArithmeticException if the product overflows
     */
    public Money times(long factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }

    public boolean isNegative() {
        return amount < 0;
    }

    /** Orders amounts of one currency. */
    @Override
    public int compareTo(Money other) {
        return Long.compare(amount, sameCurrency(other).amount);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "currencies differ: " + currency + " and " + other.currency);
        }
        return other;
    }
}

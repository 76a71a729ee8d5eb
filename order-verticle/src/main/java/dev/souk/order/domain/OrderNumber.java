package dev.souk.order.domain;

import java.util.random.RandomGenerator;

/**
 * The name by which people call an order, as in {@code 7F3K-9QXM-2B4T}: 60 random bits in
 * Crockford's base 32, which has no I, L, O or U. It tells nothing of how many orders there are,
 * and guessing one does not help.
 */
public final class OrderNumber {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SYMBOLS = 12;
    private static final int GROUP = 4;

    private OrderNumber() {}

    /**
     * @param random must be unpredictable
     */
    public static String next(RandomGenerator random) {
        var bits = random.nextLong();
        var number = new StringBuilder();
        for (var i = 0; i < SYMBOLS; i++) {
            if (i > 0 && i % GROUP == 0) {
                number.append('-');
            }
            number.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return number.toString();
    }
}

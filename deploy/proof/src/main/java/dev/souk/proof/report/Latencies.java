package dev.souk.proof.report;

/**
 * A histogram of latencies whose buckets grow by an eighth, so that a quantile is off by that at
 * most.
 */
final class Latencies {

    private static final int BUCKETS = 200;
    private static final double GROWTH = 1.125;
    private static final double FIRST_MICROS = 100;

    private final long[] counts = new long[BUCKETS];
    private long count;

    void add(long micros) {
        counts[bucket(micros)]++;
        count++;
    }

    /** The latency that this share of all stays below; 0 where there is none. */
    double millis(double share) {
        var rank = (long) Math.ceil(share * count);
        var seen = 0L;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= rank && seen > 0) {
                return FIRST_MICROS * Math.pow(GROWTH, bucket) / 1_000;
            }
        }
        return 0;
    }

    long count() {
        return count;
    }

    private static int bucket(long micros) {
        var exact = Math.log(Math.max(micros, 1) / FIRST_MICROS) / Math.log(GROWTH);
        return Math.clamp((int) Math.ceil(exact), 0, BUCKETS - 1);
    }
}

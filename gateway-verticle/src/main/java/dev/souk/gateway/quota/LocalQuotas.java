package dev.souk.gateway.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.cluster.redis.RateLimiter.Verdict;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Quotas of this gateway alone, for while Redis is away: the same algorithm (GCRA, ITU-T I.371), in
 * memory, over a bounded number of keys. Charges of a refused request stay taken where an earlier
 * quota had room: strict rather than generous. Safe for use by several threads.
 */
final class LocalQuotas {

    private static final long MOST_KEYS = 100_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final Cache<String, Cell> cells =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(KEPT).build();

    /** When the bucket of a key will be whole again, in nanoseconds. */
    private static final class Cell {
        private long wholeAt;

        private Cell(long now) {
            wholeAt = now;
        }
    }

    /**
     * @param nanos a clock that never goes back
     */
    LocalQuotas(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes all charges, each from the part of its quota that is this gateway's. */
    Verdict take(List<Charge> charges, int gateways) {
        return charges.stream()
                .map(charge -> take(charge, Math.max(1, charge.quota().limit() / gateways)))
                .max(
                        Comparator.comparing(Verdict::retryAfter)
                                .thenComparing(Verdict::remaining, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private Verdict take(Charge charge, long limit) {
        var now = nanos.getAsLong();
        var window = charge.quota().window().toNanos();
        var cell = cells.get(charge.quota().policy() + ":" + charge.key(), _ -> new Cell(now));
        synchronized (cell) {
            var from = cell.wholeAt - now > 0 ? cell.wholeAt : now;
            var until = from + charge.cost() * (window / limit);
            var late = until - now - window;
            if (late > 0) {
                return verdict(charge, limit, 0, from - now, late);
            }
            cell.wholeAt = until;
            var remaining = -late / (window / limit);
            return verdict(charge, limit, remaining, until - now, 0);
        }
    }

    private static Verdict verdict(
            Charge charge, long limit, long remaining, long resetNanos, long retryNanos) {
        return new Verdict(
                retryNanos == 0,
                charge.quota().policy(),
                limit,
                remaining,
                Duration.ofNanos(resetNanos),
                Duration.ofNanos(retryNanos));
    }
}

package dev.souk.gateway.quota;

import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.cluster.redis.RateLimiter.Verdict;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of draft-ietf-httpapi-ratelimit-headers as structured field lists (RFC 9651).
 *
 * @param policies all quotas that were charged: {@code RateLimit-Policy}
 * @param limit what is left of the tightest: {@code RateLimit}
 */
public record RateLimitFields(String policies, String limit) {

    /** The fields of an answer that these quotas limited. */
    static RateLimitFields of(List<Charge> charges, Verdict verdict) {
        return new RateLimitFields(
                charges.stream().map(RateLimitFields::policy).collect(Collectors.joining(", ")),
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                verdict.policy(),
                                Math.max(0, verdict.remaining()),
                                seconds(verdict.resetAfter())));
    }

    private static String policy(Charge charge) {
        var quota = charge.quota();
        return "\"%s\";q=%d;w=%d"
                .formatted(quota.policy(), quota.limit(), quota.window().toSeconds());
    }

    private static long seconds(Duration left) {
        return left.plusMillis(999).toSeconds();
    }
}

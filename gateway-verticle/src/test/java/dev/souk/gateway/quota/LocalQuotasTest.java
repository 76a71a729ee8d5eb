package dev.souk.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.cluster.redis.RateLimiter.Quota;
import dev.souk.cluster.redis.RateLimiter.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class LocalQuotasTest {

    private static final Quota FIVE = new Quota("FIVE", 5, Duration.ofSeconds(1));

    private final AtomicLong nanos = new AtomicLong(1);
    private final LocalQuotas quotas = new LocalQuotas(nanos::get);

    @Test
    void letsTheWholeQuotaThroughAtOnceAndThenEvenly() {
        for (var i = 4; i >= 0; i--) {
            assertThat(take(1).remaining()).isEqualTo(i);
        }

        var refused = take(1);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(200));

        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        assertThat(take(1).allowed()).isTrue();
        assertThat(take(1).allowed()).isFalse();
    }

    @Test
    void grantsOnlyThisGatewaysShare() {
        assertThat(take(2).allowed()).isTrue();
        assertThat(take(2).allowed()).isTrue();
        assertThat(take(2).allowed()).isFalse();
    }

    @Test
    void keepsCallersApart() {
        for (var i = 0; i < 6; i++) {
            take(1);
        }

        assertThat(quotas.take(List.of(new Charge("other", FIVE, 1)), 1).allowed()).isTrue();
    }

    @Test
    void tellsTheQuotasAsStructuredFields() {
        var charges =
                List.of(
                        new Charge("k", FIVE, 1),
                        new Charge("k", new Quota("ALL", 9, Duration.ofMinutes(1)), 1));
        var verdict = new Verdict(true, "FIVE", 5, 3, Duration.ofMillis(1_200), Duration.ZERO);

        var fields = RateLimitFields.of(charges, verdict);

        assertThat(fields.policies()).isEqualTo("\"FIVE\";q=5;w=1, \"ALL\";q=9;w=60");
        assertThat(fields.limit()).isEqualTo("\"FIVE\";r=3;t=2");
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private Verdict take(int gateways) {
        return quotas.take(List.of(new Charge("k", FIVE, 1)), gateways);
    }
}

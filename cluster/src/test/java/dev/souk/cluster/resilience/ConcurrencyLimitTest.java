package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ConcurrencyLimitTest {

    private static final Duration FAST = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofMillis(100);

    @Test
    void givesOutNoMoreThanItsLimit() {
        var limit = new ConcurrencyLimit(20, 10, 200);
        assertThat(fill(limit, 1.0)).isEqualTo(20);
        assertThat(limit.inFlight()).isEqualTo(20);
    }

    @Test
    void keepsPlacesForWhatIsCritical() {
        var limit = new ConcurrencyLimit(20, 10, 200);
        assertThat(fill(limit, 0.5)).isEqualTo(10);
        assertThat(limit.tryAcquire(0.5)).isFalse();
        assertThat(limit.tryAcquire(1.0)).isTrue();
    }

    @Test
    void growsWhileAnswersStayFast() {
        var limit = new ConcurrencyLimit(20, 10, 200);
        rounds(limit, FAST, 60);
        assertThat(limit.limit()).isGreaterThan(50);
    }

    @Test
    void shrinksWhenAnswersBecomeSlow() {
        var limit = new ConcurrencyLimit(20, 10, 200);
        rounds(limit, FAST, 60);
        var before = limit.limit();
        rounds(limit, SLOW, 3);
        assertThat(limit.limit()).isLessThan(before / 2);
    }

    @Test
    void doesNotGrowWhenFewAreUnderWay() {
        var limit = new ConcurrencyLimit(20, 10, 200);
        for (var call = 0; call < 500; call++) {
            assertThat(limit.tryAcquire(1.0)).isTrue();
            limit.released(FAST);
        }
        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void isCutByWhatWasDropped() {
        var limit = new ConcurrencyLimit(100, 10, 200);
        assertThat(limit.tryAcquire(1.0)).isTrue();
        limit.dropped();
        assertThat(limit.limit()).isEqualTo(90);
    }

    @Property
    void staysWithinItsBounds(@ForAll @Size(max = 500) List<@IntRange(max = 5_000) Integer> calls) {
        var limit = new ConcurrencyLimit(20, 10, 200);
        for (var millis : calls) {
            var taken = fill(limit, 1.0);
            for (var call = 0; call < taken; call++) {
                if (millis % 7 == 0) {
                    limit.dropped();
                } else {
                    limit.released(Duration.ofMillis(millis));
                }
            }
            assertThat(limit.limit()).isBetween(10, 200);
            assertThat(limit.inFlight()).isZero();
        }
    }

    private static void rounds(ConcurrencyLimit limit, Duration latency, int rounds) {
        for (var round = 0; round < rounds; round++) {
            var taken = fill(limit, 1.0);
            for (var call = 0; call < taken; call++) {
                limit.released(latency);
            }
        }
    }

    private static int fill(ConcurrencyLimit limit, double share) {
        var taken = 0;
        while (limit.tryAcquire(share)) {
            taken++;
        }
        return taken;
    }
}

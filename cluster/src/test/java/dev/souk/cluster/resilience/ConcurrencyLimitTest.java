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
    private static final Duration WINDOW = Duration.ofMillis(500);

    private final HandClock clock = new HandClock();

    @Test
    void givesOutNoMoreThanItsLimit() {
        var limit = limit(20);
        assertThat(fill(limit, 1.0)).isEqualTo(20);
        assertThat(limit.inFlight()).isEqualTo(20);
    }

    @Test
    void keepsPlacesForWhatIsCritical() {
        var limit = limit(20);
        assertThat(fill(limit, 0.5)).isEqualTo(10);
        assertThat(limit.tryAcquire(0.5)).isFalse();
        assertThat(limit.tryAcquire(1.0)).isTrue();
    }

    @Test
    void growsWhileAnswersStayFast() {
        var limit = limit(20);
        rounds(limit, FAST, 60);
        assertThat(limit.limit()).isGreaterThan(50);
    }

    @Test
    void shrinksWhenAnswersBecomeSlow() {
        var limit = limit(20);
        rounds(limit, FAST, 60);
        var before = limit.limit();
        rounds(limit, SLOW, 10);
        assertThat(limit.limit()).isLessThan(before / 2);
    }

    @Test
    void isNotCutDownByASingleCrowd() {
        var limit = limit(100);
        rounds(limit, FAST, 1);

        var crowd = fill(limit, 1.0);
        clock.pass(WINDOW);
        for (var call = 0; call < crowd; call++) {
            limit.released(SLOW);
        }

        assertThat(limit.limit()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void doesNotGrowWhenFewAreUnderWay() {
        var limit = limit(20);
        for (var call = 0; call < 500; call++) {
            clock.pass(WINDOW);
            assertThat(limit.tryAcquire(1.0)).isTrue();
            limit.released(FAST);
        }
        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void isCutByWhatWasDropped() {
        var limit = limit(100);
        fill(limit, 1.0);
        clock.pass(WINDOW);
        for (var call = 0; call < 100; call++) {
            limit.dropped();
        }
        assertThat(limit.limit()).isEqualTo(90);
    }

    @Property
    void staysWithinItsBounds(@ForAll @Size(max = 500) List<@IntRange(max = 5_000) Integer> calls) {
        var limit = limit(20);
        for (var millis : calls) {
            clock.pass(WINDOW);
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

    private ConcurrencyLimit limit(int initial) {
        return new ConcurrencyLimit(initial, 10, 200, clock);
    }

    private void rounds(ConcurrencyLimit limit, Duration latency, int rounds) {
        for (var round = 0; round < rounds; round++) {
            clock.pass(WINDOW);
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

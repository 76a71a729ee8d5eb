package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LatencyAverageTest {

    private final HandClock clock = new HandClock();
    private final LatencyAverage average = new LatencyAverage(clock, Duration.ofMillis(5));

    @Test
    void followsAPeakAtOnce() {
        average.add(millis(80));
        assertThat(average.nanos()).isEqualTo((double) millis(80));
    }

    @Test
    void comesDownSlowlyWithFastAnswers() {
        average.add(millis(80));
        clock.passMillis(300);
        average.add(millis(2));
        assertThat(average.nanos()).isBetween((double) millis(60), (double) millis(79));
    }

    @Test
    void forgetsWithoutNewAnswers() {
        average.add(millis(800));
        clock.passMillis(30_000);
        assertThat(average.nanos()).isCloseTo(200_000, within(1.0));
    }

    @Test
    void isNeverZero() {
        clock.passMillis(60_000);
        average.add(0);
        assertThat(average.nanos()).isPositive();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}

package dev.souk.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.resilience.HandClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DeadlineTest {

    private final HandClock clock = new HandClock();
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(2), clock);

    @Test
    void runsDown() {
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(2));
        clock.passMillis(500);
        assertThat(deadline.left()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(deadline.isOver()).isFalse();
    }

    @Test
    void isOverAtItsMomentAndNeverNegative() {
        clock.passMillis(2_000);
        assertThat(deadline.isOver()).isTrue();
        clock.passMillis(5_000);
        assertThat(deadline.left()).isZero();
    }

    @Test
    void aCapOnlyShortens() {
        assertThat(deadline.capped(Duration.ofSeconds(1)).left()).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.capped(Duration.ofSeconds(3))).isSameAs(deadline);
    }
}

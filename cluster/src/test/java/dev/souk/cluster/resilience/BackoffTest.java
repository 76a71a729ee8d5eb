package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;

class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(100));

    @Test
    void doublesUpToItsLimit() {
        assertThat(BACKOFF.limit(1)).isEqualTo(Duration.ofMillis(10));
        assertThat(BACKOFF.limit(2)).isEqualTo(Duration.ofMillis(20));
        assertThat(BACKOFF.limit(4)).isEqualTo(Duration.ofMillis(80));
        assertThat(BACKOFF.limit(5)).isEqualTo(Duration.ofMillis(100));
        assertThat(BACKOFF.limit(1_000_000)).isEqualTo(Duration.ofMillis(100));
    }

    @Property
    void staysWithinTheLimit(@ForAll @IntRange(min = 1) int attempt, @ForAll long seed) {
        var pause = BACKOFF.pause(attempt, new Random(seed));
        assertThat(pause).isBetween(Duration.ZERO, BACKOFF.limit(attempt));
    }

    @Test
    void refusesPausesThatShrink() {
        assertThatThrownBy(() -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofMillis(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

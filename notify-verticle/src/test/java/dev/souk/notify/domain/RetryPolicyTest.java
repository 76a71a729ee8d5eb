package dev.souk.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class RetryPolicyTest {

    @Test
    void waitsTwiceAsLongEachTime() {
        assertThat(RetryPolicy.pause(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(RetryPolicy.pause(2, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryPolicy.pause(5, 0)).isEqualTo(Duration.ofSeconds(8));
    }

    @Property
    void neverWaitsSoLongThatAServersReturnIsMissed(
            @ForAll @IntRange(min = 0) int attempt,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        assertThat(RetryPolicy.pause(attempt, jitter))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(8));
    }

    @Test
    void givesUpARefusedMailAfterSomeAttempts() {
        assertThat(RetryPolicy.givesUp(7)).isFalse();
        assertThat(RetryPolicy.givesUp(8)).isTrue();
    }
}

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.events.FailurePolicy.Next;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Random;

final class FailurePolicyTest {

    private final FailurePolicy policy = new FailurePolicy(new Random(1));

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "OVERLOADED", "DRAINING", "DEADLINE_EXCEEDED"})
    void triesForEverWhatIsOnlyAway(Reason reason) {
        var failure = ServiceFailure.of(reason, "away");
        assertThat(policy.after(failure, 1_000, 0)).isInstanceOf(Next.Retry.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNAVAILABLE", "OVERLOADED", "DRAINING", "DEADLINE_EXCEEDED"})
    void parksAnythingElseAfterFiveAttempts(Reason reason) {
        var failure = ServiceFailure.of(reason, "no");
        assertThat(policy.after(failure, 1_000, 4)).isInstanceOf(Next.Retry.class);
        assertThat(policy.after(failure, 5, 5)).isInstanceOf(Next.Park.class);
    }

    @Test
    void parksADefectAfterFiveAttempts() {
        assertThat(policy.after(new IllegalStateException(), 5, 5)).isInstanceOf(Next.Park.class);
    }

    @Test
    void neverPausesLongerThanFiveSeconds() {
        var failure = ServiceFailure.of(Reason.UNAVAILABLE, "away");
        for (var attempt = 1; attempt < 100; attempt++) {
            assertThat(policy.after(failure, attempt, 0))
                    .isInstanceOfSatisfying(
                            Next.Retry.class,
                            retry ->
                                    assertThat(retry.pause())
                                            .isBetween(
                                                    Duration.ofMillis(1), Duration.ofSeconds(5)));
        }
    }
}

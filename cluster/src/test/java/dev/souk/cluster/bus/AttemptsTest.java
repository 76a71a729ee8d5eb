package dev.souk.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.resilience.HandClock;
import dev.souk.cluster.resilience.RetryBudget;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Random;
import java.util.Set;

class AttemptsTest {

    private final HandClock clock = new HandClock();
    private final RetryBudget budget = new RetryBudget(0.1, 2);
    private final Attempts attempts = new Attempts(budget, new Random(1));

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aCommandGoesOnOnlyWhenNobodyBegan(Reason reason) {
        var next = attempts.next(call(Effect.COMMAND), failure(reason), 1, true);
        assertThat(next.isPresent()).isEqualTo(reason.isUntouched());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRepeatableCallGoesOnAlsoAfterALoss(Reason reason) {
        var next = attempts.next(call(Effect.IDEMPOTENT), failure(reason), 1, true);
        assertThat(next.isPresent())
                .isEqualTo(reason.isUntouched() || reason == Reason.UNAVAILABLE);
    }

    @Test
    void spendsTheBudgetForFaultsOnly() {
        for (var time = 0; time < 10; time++) {
            assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.DRAINING), 1, true))
                    .contains(Duration.ZERO);
        }
        assertThat(budget.left()).isEqualTo(2);
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 1, true))
                .isPresent();
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 1, true))
                .isPresent();
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 1, true))
                .isEmpty();
    }

    @Test
    void givesUpAfterThreeFaults() {
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 2, true))
                .isPresent();
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 3, true))
                .isEmpty();
    }

    @Test
    void givesUpWithoutAnotherNodeAndSpendsNothing() {
        assertThat(attempts.next(call(Effect.IDEMPOTENT), failure(Reason.UNAVAILABLE), 1, false))
                .isEmpty();
        assertThat(budget.left()).isEqualTo(2);
    }

    @Test
    void givesUpWithoutTime() {
        var late = call(Effect.IDEMPOTENT);
        clock.passMillis(996);
        assertThat(attempts.next(late, failure(Reason.UNAVAILABLE), 1, true)).isEmpty();
        assertThat(attempts.next(late, failure(Reason.DRAINING), 1, true)).isEmpty();
    }

    @Test
    void neverPausesBeyondTheDeadline() {
        var late = call(Effect.IDEMPOTENT);
        clock.passMillis(990);
        var pause = attempts.next(late, failure(Reason.UNAVAILABLE), 2, true).orElseThrow();
        assertThat(pause).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void aCallerHearsOfNoDraining() {
        var last = Attempts.last(failure(Reason.DRAINING));
        assertThat(last.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(last.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(Attempts.last(failure(Reason.CONFLICT)).reason()).isEqualTo(Reason.CONFLICT);
    }

    private Outbound call(Effect effect) {
        return new Outbound(
                "parrot",
                effect,
                Set.of(),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer(),
                Deadline.in(Duration.ofSeconds(1), clock),
                false);
    }

    private static ServiceFailure failure(Reason reason) {
        return ServiceFailure.of(reason, "no");
    }
}

package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.resilience.BreakerState.State;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

class BreakerTest {

    private final Vertx vertx = Vertx.vertx();
    private final Breakers breakers = new Breakers(vertx, NanoClock.SYSTEM);
    private final Breaker breaker = breakers.of("thing");

    private record Answer(boolean isFault) implements Breaker.Verdict {}

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void opensWhenMoreThanHalfOfTenFailed() throws Exception {
        calls(4, Future.succeededFuture("fine"));
        calls(5, unavailable());
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        calls(1, unavailable());
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void countsFaultsAndNoRefusals(Reason reason) throws Exception {
        calls(20, Future.failedFuture(ServiceFailure.of(reason, "no")));
        assertThat(breaker.state()).isEqualTo(reason.isFault() ? State.OPEN : State.CLOSED);
    }

    @Test
    void countsAResultThatIsAFaultAndHandsItOn() throws Exception {
        for (var call = 0; call < 10; call++) {
            assertThat(guard(Future.succeededFuture(new Answer(true))).isFault()).isTrue();
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void refusesAtOnceWhileOpenWithoutDoingTheWork() {
        breaker.open();
        var worked = new AtomicBoolean();
        assertThatThrownBy(
                        () ->
                                breaker.guard(
                                                () -> {
                                                    worked.set(true);
                                                    return Future.succeededFuture();
                                                })
                                        .await(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> {
                            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
                            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
                        });
        assertThat(worked).isFalse();
    }

    @Test
    void letsOneTryAndClosesWhenItSucceeds() throws Exception {
        breaker.open();
        awaitState(State.HALF_OPEN);
        var trial = Promise.<String>promise();
        var first = breaker.guard(trial::future);
        assertThatThrownBy(() -> guard(Future.succeededFuture("second")))
                .isInstanceOf(ServiceFailure.class);
        trial.complete("first");
        assertThat(first.await(5, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.snapshot().calls()).isZero();
    }

    @Test
    void opensAgainWhenTheTrialFails() throws Exception {
        breaker.open();
        awaitState(State.HALF_OPEN);
        assertThat(guard(Future.succeededFuture(new Answer(true))).isFault()).isTrue();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aRefusalOfTheTrialClosesItToo() throws Exception {
        breaker.open();
        awaitState(State.HALF_OPEN);
        calls(1, Future.failedFuture(ServiceFailure.notFound("thing")));
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void staysOpenWhileThereIsNothingToTry() throws Exception {
        var tries = new AtomicInteger();
        var there = new AtomicBoolean();
        breaker.tryOnlyWhile(
                () -> {
                    there.set(tries.incrementAndGet() == 2);
                    return there.get();
                });
        breaker.open();
        awaitState(State.HALF_OPEN);
        assertThat(tries).hasValue(2);
    }

    @Test
    void whatPassesIsNotCounted() throws Exception {
        for (var call = 0; call < 20; call++) {
            assertThatThrownBy(() -> breaker.pass(() -> unavailable()).await(5, TimeUnit.SECONDS))
                    .isInstanceOf(ServiceFailure.class);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        breaker.open();
        assertThatThrownBy(
                        () ->
                                breaker.pass(() -> Future.succeededFuture("x"))
                                        .await(5, TimeUnit.SECONDS))
                .isInstanceOf(ServiceFailure.class);
    }

    @Test
    void showsItsStateByName() {
        breakers.of("other").open();
        assertThat(breakers.states())
                .extracting(BreakerState::name, BreakerState::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("other", State.OPEN),
                        org.assertj.core.groups.Tuple.tuple("thing", State.CLOSED));
    }

    private <T> T guard(Future<T> outcome) throws Exception {
        return breaker.guard(() -> outcome).await(5, TimeUnit.SECONDS);
    }

    private void calls(int times, Future<String> outcome) throws Exception {
        for (var time = 0; time < times; time++) {
            breaker.guard(() -> outcome).otherwise("failed").await(5, TimeUnit.SECONDS);
        }
    }

    private void awaitState(State wanted) throws Exception {
        var reached = Promise.<Void>promise();
        vertx.setPeriodic(
                5,
                timer -> {
                    if (breaker.state() == wanted && vertx.cancelTimer(timer)) {
                        reached.complete();
                    }
                });
        reached.future().await(10, TimeUnit.SECONDS);
    }

    private static <T> Future<T> unavailable() {
        return Future.failedFuture(ServiceFailure.unavailable("away", Duration.ofSeconds(1)));
    }
}

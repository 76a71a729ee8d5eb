package dev.souk.user.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class HashPoolTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final HashPool pool = new HashPool(vertx, 2, Long.MAX_VALUE, nanos::get);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() throws TimeoutException {
        pool.close();
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void refusesAtOnceWhatFindsTheQueueFull() throws TimeoutException {
        var taken = new ArrayList<Future<Boolean>>();
        for (var i = 0; i < 33; i++) {
            taken.add(pool.submit(this::waitForTheGate));
        }

        var refused = pool.submit(() -> true);

        assertThat(refused.cause())
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> {
                            assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
                            assertThat(failure.retryAfter()).isPresent();
                        });
        gate.countDown();
        assertThat(await(Future.all(taken)).succeeded()).isTrue();
    }

    @Test
    void doesNoWorkThatWaitedForTooLong() throws TimeoutException, InterruptedException {
        var done = new AtomicInteger();
        var slow = occupied();
        var early = pool.submit(done::incrementAndGet);
        pass(Duration.ofSeconds(1));
        var late = pool.submit(done::incrementAndGet);

        pass(Duration.ofMillis(501));
        gate.countDown();

        assertThatThrownBy(() -> await(early))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED));
        assertThat(await(slow)).isTrue();
        assertThat(await(late)).isEqualTo(1);
    }

    @Test
    void refusesWhatWaitsWhenItCloses() throws InterruptedException {
        var running = occupied();
        var waiting = pool.submit(() -> true);

        pool.close();

        assertThatThrownBy(() -> await(waiting))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.DRAINING));
        assertThatThrownBy(() -> await(running)).isInstanceOf(IllegalStateException.class);
    }

    /** The only thread's work until the gate opens. */
    private Future<Boolean> occupied() throws InterruptedException {
        var work = pool.submit(this::waitForTheGate);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        return work;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private boolean waitForTheGate() {
        begun.countDown();
        try {
            return gate.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}

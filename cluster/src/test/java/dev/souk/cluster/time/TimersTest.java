package dev.souk.cluster.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class TimersTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Timers timers = new Timers(vertx);

    @AfterEach
    void close() throws Exception {
        var _ = vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void repeatsWorkThatFails() throws Exception {
        var ticks = new CountDownLatch(3);

        timers.every(
                SHORT,
                () -> {
                    ticks.countDown();
                    if (ticks.getCount() == 2) {
                        throw new IllegalStateException("at once");
                    }
                    return Future.failedFuture("later");
                });

        assertThat(ticks.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void startsNoTickBeforeTheLastOneHasEnded() throws Exception {
        var begun = new AtomicInteger();
        Promise<Void> first = Promise.promise();
        var second = new CountDownLatch(2);

        timers.every(
                SHORT,
                () -> {
                    second.countDown();
                    return begun.incrementAndGet() == 1 ? first.future() : Future.succeededFuture();
                });
        passSome();
        assertThat(begun).hasValueLessThanOrEqualTo(1);
        first.complete();

        assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void staysOnTheContextThatPlanned() throws Exception {
        Promise<Boolean> same = Promise.promise();

        vertx.runOnContext(
                go -> {
                    var context = vertx.getOrCreateContext();
                    timers.after(
                            SHORT,
                            () -> {
                                same.tryComplete(vertx.getOrCreateContext().equals(context));
                                return Future.succeededFuture();
                            });
                });

        assertThat(same.future().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void plansNothingAfterItsEnd() throws Exception {
        var ticks = new AtomicInteger();
        var handle = timers.every(SHORT, () -> Future.succeededFuture(ticks.incrementAndGet()));
        handle.cancel();
        handle.cancel();
        timers.close();
        passSome();
        var seen = ticks.get();

        timers.after(SHORT, () -> Future.succeededFuture(ticks.incrementAndGet()));
        passSome();

        assertThat(ticks).hasValue(seen);
    }

    /** Waits for a Vert.x timer that is longer than those under test. */
    private void passSome() throws Exception {
        Promise<Void> passed = Promise.promise();
        vertx.setTimer(30, id -> passed.complete());
        var _ = passed.future().await(5, TimeUnit.SECONDS);
    }
}

package dev.souk.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;

final class LanesTest {

    private final ArrayDeque<Promise<Void>> calls = new ArrayDeque<>();

    @Test
    void keepsSoManyCallsInFlight() {
        var count = Lanes.run(3, Duration.ofHours(1), this::call);
        assertThat(calls).hasSize(3);

        calls.remove().complete();
        calls.remove().complete();

        assertThat(calls).hasSize(3);
        assertThat(count.isComplete()).isFalse();
    }

    @Test
    void countsWhatIsDoneAndEndsWithTheTime() {
        var count = Lanes.run(2, Duration.ZERO, this::call);

        calls.remove().complete();
        assertThat(count.isComplete()).isFalse();
        calls.remove().complete();

        assertThat(count.result().calls()).isEqualTo(2);
    }

    @Test
    void failsWithACallThatDoes() {
        var count = Lanes.run(1, Duration.ofHours(1), () -> Future.failedFuture("no"));

        assertThat(count.failed()).isTrue();
    }

    private Future<?> call() {
        var promise = Promise.<Void>promise();
        calls.add(promise);
        return promise.future();
    }
}

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

final class RoundsTest {

    private static final int MANY = 200_000;

    private final ArrayDeque<Promise<Boolean>> waiting = new ArrayDeque<>();

    @Test
    void goesOnForAnyNumberOfRoundsThatEndLater() {
        var done = Rounds.run(this::later);
        for (var i = 0; i < MANY; i++) {
            waiting.remove().complete(true);
        }
        assertThat(done.isComplete()).isFalse();

        waiting.remove().complete(false);

        assertThat(done.succeeded()).isTrue();
        assertThat(waiting).isEmpty();
    }

    @Test
    void goesOnForAnyNumberOfRoundsThatEndAtOnce() {
        var rounds = new AtomicInteger();

        var done = Rounds.run(() -> Future.succeededFuture(rounds.incrementAndGet() < MANY));

        assertThat(done.succeeded()).isTrue();
        assertThat(rounds).hasValue(MANY);
    }

    @Test
    void endsWithARoundThatFails() {
        var failure = new IllegalStateException("no");
        var done = Rounds.run(this::later);
        waiting.remove().complete(true);

        waiting.remove().fail(failure);

        assertThat(done.cause()).isSameAs(failure);
        assertThat(waiting).isEmpty();
    }

    @Test
    void endsWithARoundThatThrows() {
        var failure = new IllegalStateException("no");

        var done =
                Rounds.run(
                        () -> {
                            throw failure;
                        });

        assertThat(done.cause()).isSameAs(failure);
    }

    private Future<Boolean> later() {
        var round = Promise.<Boolean>promise();
        waiting.add(round);
        return round.future();
    }
}

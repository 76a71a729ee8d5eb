package dev.souk.cluster.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

class WarmUpTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void asksForASecondWhatTheFragmentNames() throws Exception {
        warmUp(call -> took(Duration.ofMillis(100)));

        assertThat(calls).hasSize(12);
        assertThat(calls)
                .allMatch(call -> call.operation().id().equals("list-songs"))
                .allMatch(call -> call.limit() == 3);
    }

    @Test
    void asksOnceWhereAnAnswerTakesLonger() throws Exception {
        warmUp(call -> took(Duration.ofSeconds(1)));

        assertThat(calls).hasSize(4);
    }

    @Test
    void endsWellWhereEveryAnswerFails() throws Exception {
        warmUp(call -> took(Duration.ofSeconds(2)).map(answer -> failed()));

        assertThat(calls).hasSize(4);
    }

    private static Answer failed() {
        throw new IllegalStateException("no database");
    }

    private Future<Answer> took(Duration time) {
        now.addAndGet(time.toNanos());
        return Future.succeededFuture(Answer.noContent());
    }

    private Function<Call, Future<Answer>> answer(Function<Call, Future<Answer>> list) {
        return call -> {
            calls.add(call);
            return list.apply(call);
        };
    }

    private void warmUp(Function<Call, Future<Answer>> list) throws Exception {
        var operations =
                Operations.from("dev/souk/cluster/web/warm.yaml").on("list-songs", answer(list));
        WarmUp.of(vertx, now::get, operations).await(10, TimeUnit.SECONDS);
    }
}

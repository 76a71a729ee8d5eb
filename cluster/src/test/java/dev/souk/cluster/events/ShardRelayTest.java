package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

final class ShardRelayTest {

    private static final int BACKLOG = 50_000;

    private final Vertx vertx = Vertx.vertx();
    private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
    private int left = BACKLOG;
    private long relayed;

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** One row at a time, as when rows come as fast as they leave. */
    @Test
    void comesToTheEndOfABacklogOfAnyLength() {
        var parts =
                new ShardRelay.Parts(
                        new Backlog(),
                        () -> Future.succeededFuture(new Accepting()),
                        RandomGenerator.getDefault());
        var relay = new ShardRelay(vertx, 0, parts, new Account());
        relay.wake();
        answerAll();

        assertThat(relayed).isEqualTo(BACKLOG);
        assertThat(relay.stop().succeeded()).isTrue();
    }

    private void answerAll() {
        while (!answers.isEmpty()) {
            answers.remove().run();
        }
    }

    private <T> Future<T> later(T answer) {
        var promise = Promise.<T>promise();
        answers.add(() -> promise.complete(answer));
        return promise.future();
    }

    private Future<Void> done() {
        var promise = Promise.<Void>promise();
        answers.add(promise::complete);
        return promise.future();
    }

    private final class Backlog implements PollingRelay.Rows {

        @Override
        public Future<List<OutboxRows.Waiting>> first(int shard, int limit) {
            var record = new OutboundRecord("topic", "key", Map.of(), null);
            return later(left == 0 ? List.of() : List.of(new OutboxRows.Waiting(left, record)));
        }

        @Override
        public Future<Boolean> delete(int shard, List<OutboxRows.Waiting> sent) {
            left -= sent.size();
            return later(left > 0);
        }

        @Override
        public Future<Set<Integer>> filled(Collection<Integer> shards) {
            return later(Set.copyOf(shards));
        }

        @Override
        public Future<Duration> age() {
            return later(Duration.ZERO);
        }
    }

    private final class Accepting implements ShardRelay.Sender {

        @Override
        public Future<Void> send(List<OutboundRecord> records) {
            return done();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private final class Account implements ShardRelay.Listener {

        @Override
        public void relayed(int count) {
            relayed += count;
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}

package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

final class ShardRelayTest {

    private static final int ROUNDS = 20_000;
    private static final int BATCH = 200;

    private final Vertx vertx = Vertx.vertx();
    private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
    private int left = ROUNDS;
    private int batch = BATCH;
    private long relayed;

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Full batches follow each other without a rest. */
    @Test
    void comesToTheEndOfABacklogOfAnyLength() throws Exception {
        var relay = new ShardRelay(vertx, 0, parts(), new Account());
        relay.wake();
        answerAll();

        assertThat(relayed).isEqualTo(ROUNDS * BATCH);
        onItsLoop(relay::stop).await(10, TimeUnit.SECONDS);
    }

    @Test
    void restsAfterATransaction() throws Exception {
        var relay = new ShardRelay(vertx, 0, parts(), new Account());
        left = 1;
        batch = 3;
        relay.wake();
        answerAll();
        left = 1;
        relay.wake();

        assertThat(answers).isEmpty();
        assertThat(relayed).isEqualTo(3);
        onItsLoop(relay::stop).await(10, TimeUnit.SECONDS);
    }

    /** As when a node leaves: a verticle's timers end with it, before the relay is stopped. */
    @Test
    void endsInTheMiddleOfARestFromWhichNoTimerWakesIt() throws Exception {
        var relay = new ShardRelay(vertx, 0, parts(), new Account());
        left = 1;
        batch = 3;
        Deployable owner =
                _ -> {
                    relay.wake();
                    answerAll();
                    return Future.succeededFuture();
                };
        var id = vertx.deployVerticle(owner).await(10, TimeUnit.SECONDS);
        vertx.undeploy(id).await(10, TimeUnit.SECONDS);

        assertThat(relayed).isEqualTo(3);
        onItsLoop(relay::stop).await(10, TimeUnit.SECONDS);
    }

    private ShardRelay.Parts parts() {
        return new ShardRelay.Parts(
                new Backlog(),
                () -> Future.succeededFuture(new Accepting()),
                RandomGenerator.getDefault());
    }

    /** The loop of the thread that first woke it. */
    private Future<Void> onItsLoop(Supplier<Future<Void>> work) {
        var done = Promise.<Void>promise();
        vertx.runOnContext(_ -> work.get().onComplete(done));
        return done.future();
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
            var row = new OutboxRows.Waiting(left, record);
            return later(left == 0 ? List.of() : Collections.nCopies(batch, row));
        }

        @Override
        public Future<Boolean> delete(int shard, List<OutboxRows.Waiting> sent) {
            left--;
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

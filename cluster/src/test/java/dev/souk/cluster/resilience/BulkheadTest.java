package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(2);
    private final List<Promise<Integer>> begun = new ArrayList<>();

    @Test
    void letsSoManyBeUnderWayAndTheOthersInTheirTurn() {
        var ends = IntStream.range(0, 5).mapToObj(this::enter).toList();
        assertThat(begun).hasSize(2);

        begun.get(1).complete(1);
        assertThat(begun).hasSize(3);
        begun.get(0).complete(0);
        assertThat(begun).hasSize(4);
        begun.get(2).complete(2);
        begun.get(3).complete(3);
        begun.get(4).complete(4);

        assertThat(ends).extracting(Future::result).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void doesTheWorkOnTheContextOfItsCaller() throws Exception {
        var vertx = (VertxInternal) Vertx.vertx();
        try {
            var loop = vertx.createEventLoopContext();
            var first = loop.duplicate();
            var second = loop.duplicate();
            var one = new Bulkhead(1);
            var busy = Promise.<Void>promise();
            var seen = Promise.<Context>promise();

            first.runOnContext(_ -> one.enter(busy::future));
            second.runOnContext(
                    _ ->
                            one.enter(() -> Future.succeededFuture(ContextInternal.current()))
                                    .onSuccess(seen::complete));
            first.runOnContext(_ -> busy.complete());

            assertThat(seen.future().await(10, TimeUnit.SECONDS)).isSameAs(second);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void givesThePlaceOfAFailureToTheNext() {
        var first = enter(0);
        enter(1);
        var third = enter(2);

        begun.getFirst().fail("lost");
        begun.get(2).complete(2);

        assertThat(first.failed()).isTrue();
        assertThat(third.result()).isEqualTo(2);
    }

    @Test
    void givesThePlaceOfWorkThatThrowsToTheNext() {
        var thrown =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        bulkhead.<Integer>enter(
                                                () -> {
                                                    throw new IllegalStateException("work " + i);
                                                }))
                        .toList();
        enter(3);

        assertThat(thrown).allMatch(Future::failed);
        assertThat(begun).hasSize(1);
    }

    @Test
    void isNotAWall() {
        assertThatThrownBy(() -> new Bulkhead(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Future<Integer> enter(int number) {
        return bulkhead.enter(
                () -> {
                    var promise = Promise.<Integer>promise();
                    begun.add(promise);
                    return promise.future();
                });
    }
}

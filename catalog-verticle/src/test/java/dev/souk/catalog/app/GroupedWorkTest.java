package dev.souk.catalog.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class GroupedWorkTest {

    private final List<List<Integer>> groups = new ArrayList<>();
    private final ArrayDeque<Promise<List<Integer>>> running = new ArrayDeque<>();
    private final GroupedWork<Integer, Integer> work =
            new GroupedWork<>(
                    3,
                    5,
                    group -> {
                        groups.add(group);
                        var promise = Promise.<List<Integer>>promise();
                        running.add(promise);
                        return promise.future();
                    });

    @Test
    void startsAtOnceAndGathersWhileItIsBusy() {
        var all = submit(5);
        assertThat(groups).containsExactly(List.of(0));

        succeed();
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3));
        succeed();
        succeed();

        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4));
        assertThat(all).extracting(Future::result).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void runsAGroupThatFailsOneByOne() {
        var all = submit(4);
        succeed();
        fail(new IllegalStateException("a bad one"));
        assertThat(groups).endsWith(List.of(1, 2, 3), List.of(1));

        succeed();
        fail(new IllegalStateException("the bad one"));
        succeed();

        assertThat(all.get(1).result()).isEqualTo(1);
        assertThat(all.get(2).cause()).hasMessage("the bad one");
        assertThat(all.get(3).result()).isEqualTo(3);
    }

    @Test
    void triesNoFurtherWhereTheStoreIsAway() {
        var all = submit(4);
        succeed();
        fail(ServiceFailure.of(Reason.UNAVAILABLE, "away"));
        fail(ServiceFailure.of(Reason.UNAVAILABLE, "still away"));

        assertThat(groups).hasSize(3);
        assertThat(all.subList(1, 4)).allMatch(Future::failed);
    }

    @Test
    void goesOnAfterAFailure() {
        var first = work.submit(1, () -> true);
        fail(new IllegalStateException("once"));
        var second = work.submit(2, () -> true);
        succeed();

        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo(2);
    }

    @Test
    void refusesWhatDoesNotFitIntoTheQueue() {
        var all = submit(7);

        assertThat(all.get(6).cause())
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED));
    }

    @Test
    void dropsWhatNobodyWaitsFor() {
        var first = work.submit(1, () -> true);
        var second = work.submit(2, () -> false);
        var third = work.submit(3, () -> true);
        succeed();
        succeed();

        assertThat(groups).containsExactly(List.of(1), List.of(3));
        assertThat(first.succeeded()).isTrue();
        assertThat(third.succeeded()).isTrue();
        assertThat(second.failed()).isTrue();
    }

    private List<Future<Integer>> submit(int count) {
        return IntStream.range(0, count).mapToObj(i -> work.submit(i, () -> true)).toList();
    }

    private void succeed() {
        running.remove().complete(groups.get(groups.size() - 1));
    }

    private void fail(Throwable failure) {
        running.remove().fail(failure);
    }
}

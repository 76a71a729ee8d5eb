package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.events.ConsumerBook.Delivery;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

final class ConsumerBookTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final int PARALLEL = 3;

    private final ConsumerBook<String, Integer> book = new ConsumerBook<>(PARALLEL);

    @Test
    void handsOutOneRecordOfAKeyAtATime() {
        take("p", "a", 0);
        take("p", "a", 1);
        take("p", "b", 2);
        var first = next();
        var second = next();
        assertThat(List.of(first.record(), second.record())).containsExactly(0, 2);
        assertThat(book.next(NOW)).isEmpty();
        book.done(first);
        assertThat(next().record()).isEqualTo(1);
    }

    @Test
    void handsOutNoMoreThanItsPlaces() {
        for (var key : List.of("a", "b", "c", "d")) {
            take("p", key, key.charAt(0));
        }
        var first = next();
        assertThat(List.of(next().record(), next().record())).hasSize(2);
        assertThat(book.next(NOW)).isEmpty();
        book.done(first);
        assertThat(next().record()).isEqualTo((int) 'd');
    }

    @Test
    void letsOtherKeysPassOneThatWaitsForItsNextAttempt() {
        take("p", "a", 0);
        take("p", "a", 1);
        take("p", "b", 2);
        var failed = next();
        book.retry(failed, NOW.plusSeconds(1));
        assertThat(next().record()).isEqualTo(2);
        assertThat(book.next(NOW)).isEmpty();
        assertThat(book.nextDue()).contains(NOW.plusSeconds(1));
        var again = book.next(NOW.plusSeconds(1)).orElseThrow();
        assertThat(again.record()).isZero();
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void commitsNothingOfAKeyThatWaits() {
        take("p", "a", 0);
        take("p", "b", 1);
        var failed = next();
        var done = next();
        book.retry(failed, NOW.plusSeconds(1));
        book.done(done);
        assertThat(book.committable()).isEmpty();
        book.done(book.next(NOW.plusSeconds(1)).orElseThrow());
        assertThat(book.committable()).isEqualTo(Map.of("p", 2L));
    }

    @Test
    void beginsNothingMoreOfARevokedPartitionButCountsWhatEnds() {
        take("p", "a", 0);
        take("p", "a", 1);
        take("q", "c", 0);
        var underWay = next();
        book.suspend(Set.of("p"));
        assertThat(next().record()).isZero();
        assertThat(book.underWay(Set.of("p"))).isEqualTo(1);
        book.done(underWay);
        assertThat(book.underWay(Set.of("p"))).isZero();
        assertThat(book.next(NOW)).isEmpty();
        assertThat(book.committable()).containsEntry("p", 1L);
    }

    @Test
    void isNotMovedByWhatEndsAfterItsPartitionCameBack() {
        take("p", "a", 0);
        var old = next();
        book.forget(Set.of("p"));
        take("p", "a", 0);
        book.done(old);
        assertThat(book.committable()).isEmpty();
        book.done(next());
        assertThat(book.committable()).isEqualTo(Map.of("p", 1L));
        assertThat(book.backlog()).isZero();
        assertThat(book.bytes()).isZero();
    }

    /** Whatever fails, ends or is revoked in whatever order: a key's records are begun in order. */
    @Property(tries = 300)
    void keepsTheOrderOfEachKeyAndLosesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int records) {
        var random = new Random(seed);
        var own = new ConsumerBook<String, Integer>(PARALLEL);
        for (var i = 0; i < records; i++) {
            own.take("p" + i % 2, "k" + random.nextInt(5), i, i, 1);
        }
        var finished = new HashMap<String, List<Integer>>();
        var underWay = new ArrayList<Delivery<String, Integer>>();
        var now = NOW;
        while (own.backlog() > 0) {
            own.next(now).ifPresent(underWay::add);
            now = now.plusMillis(random.nextInt(20));
            if (!underWay.isEmpty() && random.nextBoolean()) {
                var ended = underWay.remove(random.nextInt(underWay.size()));
                if (random.nextInt(4) == 0) {
                    own.retry(ended, now.plusMillis(random.nextInt(30)));
                } else {
                    finished.computeIfAbsent("p" + ended.record() % 2, _ -> new ArrayList<>())
                            .add(ended.record());
                    own.done(ended);
                }
            }
        }
        assertThat(finished.values().stream().mapToInt(List::size).sum()).isEqualTo(records);
        assertThat(own.bytes()).isZero();
        own.committable()
                .forEach(
                        (partition, place) ->
                                assertThat(place).isEqualTo(last(finished, partition) + 1L));
    }

    private static int last(Map<String, List<Integer>> finished, String partition) {
        return finished.getOrDefault(partition, List.of()).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
    }

    private void take(String partition, String key, int offset) {
        book.take(partition, key, offset, offset, 10);
    }

    private Delivery<String, Integer> next() {
        return book.next(NOW).orElseThrow();
    }
}

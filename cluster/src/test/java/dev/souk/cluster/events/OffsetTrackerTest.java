package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

final class OffsetTrackerTest {

    /**
     * A partition's records.
     *
     * @param offsets rising, with gaps
     * @param doneOrder the same in the order in which they end
     */
    record Records(List<Long> offsets, List<Long> doneOrder) {}

    @Property
    void neverCommitsPastARecordThatIsNotDone(@ForAll("records") Records records) {
        var tracker = taken(records.offsets());
        var open = new HashSet<>(records.offsets());
        for (var offset : records.doneOrder()) {
            tracker.done(offset);
            open.remove(offset);
            var first = open.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
            tracker.committable().ifPresent(place -> assertThat(place).isLessThanOrEqualTo(first));
        }
    }

    @Property
    void commitsBehindTheLastRecordWhenAllAreDone(@ForAll("records") Records records) {
        var tracker = taken(records.offsets());
        records.doneOrder().forEach(tracker::done);
        assertThat(tracker.committable()).hasValue(records.offsets().getLast() + 1);
        assertThat(tracker.open()).isZero();
    }

    @Property
    void isNotAskedToCommitTheSamePlaceTwice(@ForAll("records") Records records) {
        var tracker = taken(records.offsets());
        var last = -1L;
        for (var offset : records.doneOrder()) {
            tracker.done(offset);
            if (tracker.committable().isPresent()) {
                var place = tracker.committable().getAsLong();
                assertThat(place).isGreaterThan(last);
                tracker.committed(place);
                last = place;
            }
            assertThat(tracker.committable()).isEmpty();
        }
    }

    @Test
    void hasNothingToCommitBeforeTheFirstIsDone() {
        assertThat(taken(List.of(5L, 7L)).committable()).isEmpty();
    }

    @Test
    void refusesAnOffsetThatIsNotUnderWay() {
        var tracker = taken(List.of(5L));
        tracker.done(5);
        assertThatThrownBy(() -> tracker.done(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tracker.taken(5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OffsetTracker taken(List<Long> offsets) {
        var tracker = new OffsetTracker();
        offsets.forEach(tracker::taken);
        return tracker;
    }

    @Provide
    Arbitrary<Records> records() {
        var offsets =
                Arbitraries.longs()
                        .between(0, 200)
                        .set()
                        .ofMinSize(1)
                        .ofMaxSize(30)
                        .map(set -> set.stream().sorted().toList());
        return Combinators.combine(offsets, Arbitraries.longs()).as(OffsetTrackerTest::shuffled);
    }

    private static Records shuffled(List<Long> offsets, long seed) {
        var order = new ArrayList<>(offsets);
        Collections.shuffle(order, new Random(seed));
        return new Records(offsets, order);
    }
}

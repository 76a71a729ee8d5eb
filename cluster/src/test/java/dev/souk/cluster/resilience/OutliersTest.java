package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

class OutliersTest {

    private static final List<String> GROUP = List.of("a", "b", "c");

    private final HandClock clock = new HandClock();
    private final Outliers outliers = new Outliers(clock);

    @Test
    void leavesOutWhoFailsFiveTimesInARow() {
        fail("a", 4);
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
        fail("a", 1);
        assertThat(kept(GROUP)).containsExactly("b", "c");
    }

    @Test
    void aGoodAnswerBreaksTheRow() {
        fail("a", 4);
        outliers.add("a", false);
        fail("a", 4);
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
    }

    @Test
    void takesItBackAfterTwoSeconds() {
        fail("a", 5);
        clock.passMillis(1_999);
        assertThat(kept(GROUP)).containsExactly("b", "c");
        clock.passMillis(1);
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
    }

    @Test
    void leavesItOutLongerEachTime() {
        fail("a", 5);
        clock.passMillis(2_000);
        fail("a", 5);
        clock.passMillis(3_999);
        assertThat(kept(GROUP)).containsExactly("b", "c");
        clock.passMillis(1);
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
    }

    @Test
    void neverForLongerThanTenSeconds() {
        for (var time = 0; time < 50; time++) {
            fail("a", 5);
        }
        clock.passMillis(10_000);
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
    }

    @Test
    void leavesOutHalfOfTwoButNeverTheLast() {
        fail("a", 5);
        assertThat(kept(List.of("a", "b"))).containsExactly("b");
        assertThat(kept(List.of("a"))).containsExactly("a");
        fail("b", 5);
        assertThat(kept(List.of("a", "b"))).containsExactly("a", "b");
    }

    @Test
    void forgetsWhoLeft() {
        fail("a", 5);
        outliers.forget("a");
        assertThat(kept(GROUP)).containsExactly("a", "b", "c");
    }

    @Property
    void keepsAtLeastHalf(
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @Size(max = 300) List<@IntRange(max = 11) Integer> faults) {
        var hand = new HandClock();
        var some = new Outliers(hand);
        var group = IntStream.range(0, size).mapToObj(Integer::toString).toList();
        for (var member : faults) {
            some.add(member.toString(), true);
            hand.passMillis(3);
            var kept = some.keep(group, Function.identity());
            assertThat(kept.size() * 2).isGreaterThanOrEqualTo(size);
            assertThat(group).containsAll(kept);
        }
    }

    private void fail(String member, int times) {
        for (var time = 0; time < times; time++) {
            outliers.add(member, true);
        }
    }

    private List<String> kept(List<String> group) {
        return outliers.keep(group, Function.identity());
    }
}

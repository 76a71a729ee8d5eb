package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class ChoiceTest {

    @Property
    void neverTakesTheWorstOfSeveral(
            @ForAll @Size(min = 2, max = 10) List<@IntRange(max = 1_000) Integer> costs,
            @ForAll long seed) {
        var worst = costs.stream().mapToInt(cost -> cost).max().orElseThrow();
        var chosen = Choice.of(costs, Integer::doubleValue, new Random(seed));
        var isOnlyWorst = costs.stream().filter(cost -> cost == worst).count() == 1;
        assertThat(chosen == worst && isOnlyWorst).isFalse();
    }

    @Test
    void spreadsEvenlyOverEquals() {
        var members = IntStream.range(0, 4).boxed().toList();
        var taken = new int[4];
        var random = new Random(7);
        for (var call = 0; call < 8_000; call++) {
            taken[Choice.of(members, member -> 1.0, random)]++;
        }
        assertThat(IntStream.of(taken).boxed()).allMatch(count -> count > 1_700 && count < 2_300);
    }

    @Test
    void keepsLoadLevelWhereRandomDoesNot() {
        var members = IntStream.range(0, 10).boxed().toList();
        var load = new int[10];
        var random = new Random(11);
        for (var call = 0; call < 10_000; call++) {
            load[Choice.of(members, member -> load[member], random)]++;
        }
        var most = IntStream.of(load).max().orElseThrow();
        assertThat(most).isLessThan(1_010);
    }

    @Test
    void takesTheOnlyOne() {
        assertThat(Choice.of(List.of("a"), member -> 9.0, new Random(1))).isEqualTo("a");
    }

    @Test
    void refusesNobody() {
        assertThatThrownBy(() -> Choice.of(List.of(), member -> 0.0, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

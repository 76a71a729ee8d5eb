package dev.souk.recommend.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.recommend.domain.CoPurchases.Pair;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

final class CoPurchasesTest {

    @Test
    void pairsBothWays() {
        var a = new UUID(0, 1);
        var b = new UUID(0, 2);

        assertThat(CoPurchases.of(List.of(b, a, b)))
                .containsExactly(new Pair(a, b), new Pair(b, a));
        assertThat(CoPurchases.of(List.of(a))).isEmpty();
    }

    @Test
    void boundsTheWorkOfALargeOrder() {
        var many = IntStream.range(0, 100).mapToObj(i -> new UUID(0, i)).toList();

        assertThat(CoPurchases.of(many)).hasSize(30 * 29);
    }

    @Property
    void keepsOneOrderForAllWhoWrite(@ForAll List<Long> numbers) {
        var pairs = CoPurchases.of(numbers.stream().map(number -> new UUID(0, number)).toList());

        assertThat(pairs)
                .isSortedAccordingTo(Comparator.comparing(Pair::product).thenComparing(Pair::other))
                .doesNotHaveDuplicates()
                .allMatch(pair -> !pair.product().equals(pair.other()));
    }
}

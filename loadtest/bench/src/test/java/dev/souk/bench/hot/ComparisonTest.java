package dev.souk.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ComparisonTest {

    private final Comparison comparison = new Comparison();

    @Test
    void takesTheMedianOfTheRoundsRatios() {
        comparison.add(new Comparison.Round(100, 700));
        comparison.add(new Comparison.Round(200, 1_000));
        comparison.add(new Comparison.Round(100, 2_000));

        assertThat(comparison.ratio()).isCloseTo(7, within(1e-9));
    }

    @Test
    void takesTheMiddleOfTheTwoMedianRounds() {
        comparison.add(new Comparison.Round(100, 600));
        comparison.add(new Comparison.Round(100, 800));

        assertThat(comparison.ratio()).isCloseTo(7, within(1e-9));
    }

    @Test
    void printsEachRoundAndTheSpread() {
        comparison.add(new Comparison.Round(100, 600));
        comparison.add(new Comparison.Round(250, 2_000));

        assertThat(comparison.table())
                .contains("    1       100        600     6.0")
                .contains("    2       250       2000     8.0")
                .endsWith("groups are 7.0 times as fast (median; 6.0 to 8.0)");
    }

    @Test
    void saysNothingOfNothing() {
        assertThatThrownBy(comparison::ratio).isInstanceOf(IllegalStateException.class);
    }
}

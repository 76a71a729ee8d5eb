package dev.souk.recommend.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.recommend.domain.Ranking.Ranked;
import dev.souk.recommend.domain.Ranking.Reason;
import dev.souk.recommend.domain.Ranking.Selling;
import dev.souk.recommend.domain.Ranking.Together;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

final class RankingTest {

    private static final UUID LAMP = new UUID(1, 1);
    private static final UUID MUG = new UUID(1, 2);
    private static final UUID BAG = new UUID(1, 3);

    @Test
    void putsWhatGoesTogetherBeforeWhatEverybodyBuys() {
        var bag = new Together(BAG, 20, 40, 1_000);
        var mug = new Together(MUG, 15, 40, 20);

        assertThat(Ranking.boughtTogether(List.of(bag, mug)))
                .extracting(Ranked::productId)
                .containsExactly(MUG, BAG);
    }

    @Test
    void addsUpWhatGoesWithSeveral() {
        var once = Ranking.boughtTogether(List.of(new Together(MUG, 5, 10, 10)));
        var twice =
                Ranking.boughtTogether(
                        List.of(new Together(MUG, 5, 10, 10), new Together(MUG, 5, 10, 10)));

        assertThat(twice.get(0).score()).isGreaterThan(once.get(0).score()).isLessThan(1);
    }

    @Test
    void measuresSalesByTheBest() {
        var now =
                Ranking.sellingNow(
                        List.of(new Selling(MUG, 5), new Selling(LAMP, 20), new Selling(BAG, 0)));

        assertThat(now)
                .containsExactly(
                        new Ranked(LAMP, 1, Reason.SELLING_NOW),
                        new Ranked(MUG, 0.25, Reason.SELLING_NOW));
    }

    @Test
    void showsEachProductOnceAndNoneThatIsLeftOut() {
        var first = List.of(new Ranked(LAMP, 0.9, Reason.BOUGHT_TOGETHER));
        var second =
                List.of(
                        new Ranked(LAMP, 0.5, Reason.SELLING_NOW),
                        new Ranked(MUG, 0.4, Reason.SELLING_NOW),
                        new Ranked(BAG, 0.3, Reason.SELLING_NOW));

        assertThat(Ranking.merge(5, Set.of(MUG), List.of(first, second)))
                .extracting(Ranked::productId)
                .containsExactly(LAMP, BAG);
        assertThat(Ranking.merge(1, Set.of(), List.of(first, second))).hasSize(1);
    }

    @Property
    void scoresFromNothingToOne(
            @ForAll List<@LongRange(min = 0, max = 1_000_000) Long> together,
            @ForAll @LongRange(min = 0, max = 1_000_000) long mine) {
        var counts = new ArrayList<Together>();
        for (var count : together) {
            counts.add(new Together(new UUID(2, counts.size() % 3), count, mine, count));
        }
        assertThat(Ranking.boughtTogether(counts))
                .allMatch(ranked -> ranked.score() > 0 && ranked.score() <= 1);
    }
}

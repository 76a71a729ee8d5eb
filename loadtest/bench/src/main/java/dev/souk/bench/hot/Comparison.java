package dev.souk.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What both ways did in the same rounds. The ratio is taken within a round, since both ran on the
 * same machine within the same seconds; the rounds' spread says how far it can be trusted.
 */
final class Comparison {

    /** Calls a second of the one and of the other. */
    record Round(double alone, double groups) {

        double ratio() {
            return groups / alone;
        }
    }

    private final List<Round> rounds = new ArrayList<>();

    void add(Round round) {
        rounds.add(round);
    }

    /** The median of the rounds' ratios. */
    double ratio() {
        var ratios = ratios();
        var middle = ratios.size() / 2;
        return ratios.size() % 2 == 1
                ? ratios.get(middle)
                : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
    }

    private List<Double> ratios() {
        if (rounds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return rounds.stream().map(Round::ratio).sorted().toList();
    }

    /** A table for people. */
    String table() {
        var text = new StringBuilder("round   alone/s   groups/s   ratio\n");
        for (var i = 0; i < rounds.size(); i++) {
            var round = rounds.get(i);
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%5d %9.0f %10.0f %7.1f%n",
                            i + 1,
                            round.alone(),
                            round.groups(),
                            round.ratio()));
        }
        var ratios = ratios();
        return text.append(
                        String.format(
                                Locale.ROOT,
                                "groups are %.1f times as fast (median; %.1f to %.1f)",
                                ratio(),
                                ratios.getFirst(),
                                ratios.getLast()))
                .toString();
    }
}

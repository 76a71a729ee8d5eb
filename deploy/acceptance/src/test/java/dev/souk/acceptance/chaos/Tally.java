package dev.souk.acceptance.chaos;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Outcomes in one line: how many of each kind, and how long they took. */
record Tally(List<Outcome> outcomes) {

    @Override
    public String toString() {
        var kinds =
                outcomes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        outcome ->
                                                (outcome.status() + " " + outcome.detail()).strip(),
                                        TreeMap::new,
                                        Collectors.counting()));
        return "%d requests %s, p50 %d ms, p99 %d ms, worst %d ms"
                .formatted(
                        outcomes.size(),
                        kinds,
                        percentile(0.5).toMillis(),
                        percentile(0.99).toMillis(),
                        percentile(1).toMillis());
    }

    /** The time that this share of the requests took at most. */
    Duration percentile(double share) {
        var sorted = outcomes.stream().map(Outcome::took).sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}

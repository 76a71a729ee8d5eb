package dev.souk.simulation;

import dev.souk.simulation.Episode.Outcome;
import dev.souk.simulation.engine.Trace;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Episodes of several kinds in turn, each with a seed of its own that follows from the first one,
 * until so many steps are taken or something is broken.
 *
 * @param seed of the first episode
 * @param steps after which no further episode begins
 */
public record Simulation(long seed, long steps, List<Kind> kinds, Set<Bug> bugs) {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    public Simulation {
        kinds = List.copyOf(kinds);
        bugs = Set.copyOf(bugs);
    }

    /** An episode that broke a rule, and how. */
    public record Failure(Episode episode, Outcome outcome) {

        /** What was broken, how to see it again, and what came before. */
        public String account() {
            var lines = String.join("\n", outcome.tail());
            return """
            %s
            %s
            Again: Simulate --world %s --seed %d --steps 1 --trace%s
            """
                    .formatted(
                            lines,
                            outcome.violation().orElseThrow(),
                            episode.kind().word(),
                            episode.seed(),
                            planted());
        }

        private String planted() {
            return String.join(
                    "", episode.bugs().stream().map(bug -> " --plant " + bug.word()).toList());
        }
    }

    /**
     * What was run.
     *
     * @param hash two runs of one simulation have the same
     * @param failure the first; empty where no rule was broken
     */
    public record Report(
            long steps,
            int episodes,
            long hash,
            Map<Kind, Long> stepsOf,
            Optional<Failure> failure) {}

    /**
     * Runs it.
     *
     * @param live where each step is printed at once; null for nowhere
     */
    public Report run(@Nullable PrintStream live) {
        var stepsOf = new EnumMap<Kind, Long>(Kind.class);
        var taken = 0L;
        var hash = 0L;
        var episodes = 0;
        Optional<Failure> failure = Optional.empty();
        while (failure.isEmpty() && (episodes == 0 || taken < steps)) {
            var episode = episode(episodes++);
            var outcome = episode.run(new Trace(live));
            taken += outcome.steps();
            hash = hash * 31 + outcome.hash();
            stepsOf.merge(episode.kind(), outcome.steps(), Long::sum);
            failure = outcome.violation().map(_ -> new Failure(episode, outcome));
        }
        return new Report(taken, episodes, hash, stepsOf, failure);
    }

    private Episode episode(int number) {
        return new Episode(kinds.get(number % kinds.size()), seed + number * GOLDEN, bugs);
    }
}

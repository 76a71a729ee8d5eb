package dev.souk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.simulation.Simulation.Failure;
import dev.souk.simulation.Simulation.Report;
import dev.souk.simulation.engine.Trace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Seeds that stay, and one that is new each time unless {@code souk.simulation.seed} names it;
 * {@code souk.simulation.steps} is how far that one goes.
 */
class SimulationTest {

    private static final String SEED = "souk.simulation.seed";
    private static final String STEPS_WITH_A_NEW_SEED = "souk.simulation.steps";
    private static final List<Kind> ALL = List.of(Kind.values());
    private static final long STEPS = 40_000;
    private static final long MORE_STEPS = 400_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyRuleHoldsWithSeed(long seed) {
        assertHolds(run(seed, STEPS));
    }

    @Test
    void everyRuleHoldsWithANewSeed() {
        var seed = Long.getLong(SEED, RandomGenerator.getDefault().nextLong());
        var begun = System.nanoTime();
        var report = run(seed, Long.getLong(STEPS_WITH_A_NEW_SEED, MORE_STEPS));
        var minutes = (System.nanoTime() - begun) / 6e10;
        System.out.printf(
                Locale.ROOT,
                "simulation: seed %d (-D%s=%d), %,d steps, %,.0f a minute%n",
                seed,
                SEED,
                seed,
                report.steps(),
                report.steps() / minutes);

        assertHolds(report);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSeedReplaysExactly(Kind kind) {
        var episode = new Episode(kind, 7, Set.of());

        var first = episode.run(new Trace(null));
        var second = episode.run(new Trace(null));

        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.steps()).isEqualTo(first.steps());
    }

    /** Here, for once, nothing is the same but the seed: neither hash codes nor times. */
    @Test
    void aSeedReplaysExactlyInAnotherProcess() throws Exception {
        var here = run(7, STEPS);
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Simulate.class.getName(),
                                "--seed=7",
                                "--steps=" + STEPS)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("hash %016x,".formatted(here.hash()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherSeedIsAnotherStory(Kind kind) {
        var one = new Episode(kind, 7, Set.of()).run(new Trace(null));
        var other = new Episode(kind, 8, Set.of()).run(new Trace(null));

        assertThat(other.hash()).isNotEqualTo(one.hash());
    }

    private static Report run(long seed, long steps) {
        return new Simulation(seed, steps, ALL, Set.of()).run(null);
    }

    private static void assertHolds(Report report) {
        assertThat(report.failure().map(Failure::account)).isEmpty();
        assertThat(report.stepsOf()).containsOnlyKeys(Kind.values());
    }
}

package dev.souk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.simulation.engine.Trace;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Set;

/** The rules can fail: each planted bug breaks one within a bounded number of steps. */
class BugTest {

    private static final long MOST_STEPS = 3_000_000;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void isCaughtAndInTheSameStepAgain(Bug bug) {
        var found = new Simulation(1, MOST_STEPS, List.of(bug.home()), Set.of(bug)).run(null);
        assertThat(found.failure()).as("%s", bug).isPresent();

        var failure = found.failure().orElseThrow();
        var again = failure.episode().run(new Trace(null));
        assertThat(again.hash()).isEqualTo(failure.outcome().hash());
        assertThat(again.violation()).isPresent();
    }
}

package dev.souk.simulation;

import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Defects;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Scheduler;
import dev.souk.simulation.engine.Trace;
import dev.souk.simulation.engine.Violation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One life of a world: a storm, healing, and the last look. The seed and the kind determine every
 * step of it.
 *
 * @param seed from which all is drawn
 */
public record Episode(Kind kind, long seed, Set<Bug> bugs) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final long MOST_STEPS = 2_000_000;

    public Episode {
        bugs = Set.copyOf(bugs);
    }

    /**
     * What came of it.
     *
     * @param hash two runs of one episode have the same
     * @param violation what was broken; empty where nothing was
     * @param tail the last steps, where something was broken
     */
    public record Outcome(
            long steps, long hash, Optional<Violation> violation, List<String> tail) {}

    /** Runs it to its end, or to the first violation. */
    public Outcome run(Trace trace) {
        var chance = new Chance(seed);
        var scheduler = new Scheduler(chance.split(), trace);
        var network = new Network(scheduler, chance.split());
        var ground = new Ground(scheduler, network, chance.split(), bugs);
        try {
            new Life(kind.on(ground), scheduler, Defects.listen()).live();
            return new Outcome(scheduler.steps(), trace.hash(), Optional.empty(), List.of());
        } catch (Violation violation) {
            return broken(scheduler, trace, violation);
        } catch (RuntimeException defect) {
            return broken(scheduler, trace, new Violation("nothing throws", defect));
        }
    }

    private static Outcome broken(Scheduler scheduler, Trace trace, Violation violation) {
        return new Outcome(scheduler.steps(), trace.hash(), Optional.of(violation), trace.tail());
    }

    private record Life(World world, Scheduler scheduler, Defects defects) {

        private void live() {
            world.begin();
            runUntil(scheduler.nanos() + world.storm().toNanos());
            world.heal();
            var limit = scheduler.nanos() + PATIENCE.toNanos();
            while (!world.isQuiet()) {
                Violation.unless(scheduler.nanos() < limit, "everything ends", world);
                runUntil(scheduler.nanos() + A_WHILE.toNanos());
            }
            world.verify();
        }

        private void runUntil(long nanos) {
            while (scheduler.nanos() < nanos && scheduler.step()) {
                scheduler.judge();
                defects.judge();
                world.check();
                Violation.unless(scheduler.steps() < MOST_STEPS, "an episode ends", world);
            }
        }
    }
}

package dev.souk.simulation;

import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Scheduler;

import java.util.Set;

/**
 * What a world stands on.
 *
 * @param bugs what is planted; none in an honest run
 */
public record Ground(Scheduler scheduler, Network network, Chance chance, Set<Bug> bugs) {

    public Ground {
        bugs = Set.copyOf(bugs);
    }

    public boolean has(Bug bug) {
        return bugs.contains(bug);
    }
}

package dev.souk.simulation.engine;

import java.util.ArrayList;
import java.util.List;

/** What can go wrong in a world, each at any step with the same chance. */
public final class Faults {

    private final Chance chance;
    private final int every;
    private final List<Runnable> kinds = new ArrayList<>();
    private boolean over;

    /** How often they strike is drawn once. */
    public Faults(Chance chance) {
        this.chance = chance;
        this.every = chance.between(100, 1_500);
    }

    /** Adds a kind of fault, so many times as likely as one with a weight of one. */
    public void add(int weight, Runnable fault) {
        for (var i = 0; i < weight; i++) {
            kinds.add(fault);
        }
    }

    /** After each step. */
    public void mayStrike() {
        if (!over && chance.nextInt(every) == 0) {
            chance.of(kinds).run();
        }
    }

    public void end() {
        over = true;
    }
}

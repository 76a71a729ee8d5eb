package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** When something that a promise rests on was away, or had forgotten what it knew. */
final class Outages {

    /** The time after its return in which everything has healed. */
    private static final long HEALING_MICROS = 15_000_000;

    private final List<Operation> faults = new ArrayList<>();

    private Outages() {}

    /** Those of these kinds. */
    static Outages of(Evidence evidence, Set<String> kinds) {
        var outages = new Outages();
        for (var operation : evidence.history()) {
            if (operation.isFault() && kinds.contains(operation.call())) {
                outages.faults.add(operation);
            }
        }
        return outages;
    }

    /** How many of them, with the time of healing, touch the span. */
    int within(long from, long to) {
        return (int)
                faults.stream()
                        .filter(fault -> fault.invoked() <= to && healed(fault) >= from)
                        .count();
    }

    private static long healed(Operation fault) {
        return fault.completed() == Operation.NEVER
                ? Operation.NEVER
                : fault.completed() + HEALING_MICROS;
    }
}

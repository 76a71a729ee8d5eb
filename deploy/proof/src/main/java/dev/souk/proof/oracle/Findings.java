package dev.souk.proof.oracle;

import java.util.ArrayList;
import java.util.List;

/** The violations of one invariant: all are counted, the first are kept. */
public final class Findings {

    private static final int KEPT = 50;

    private final int invariant;
    private final List<Violation> first = new ArrayList<>();
    private long count;
    private long looked;

    Findings(int invariant) {
        this.invariant = invariant;
    }

    /** One more thing was looked at: a check that looked at nothing proves nothing. */
    void look() {
        looked++;
    }

    void add(String subject, String expected, String seen) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Violation(invariant, subject, expected, seen));
        }
    }

    /** Adds a violation unless the two are equal. */
    void same(String subject, Object expected, Object seen) {
        look();
        if (!expected.equals(seen)) {
            add(subject, String.valueOf(expected), String.valueOf(seen));
        }
    }

    /** The first violations. */
    public List<Violation> violations() {
        return List.copyOf(first);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** How many things were looked at. */
    public long looked() {
        return looked;
    }
}

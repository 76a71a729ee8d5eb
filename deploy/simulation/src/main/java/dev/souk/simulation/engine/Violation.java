package dev.souk.simulation.engine;

/** Something that must never be, and was. */
public final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    /**
     * @param rule what was broken, as in {@code one capture per order}
     */
    public Violation(String rule, Object what) {
        super(rule + ": " + what);
    }

    /** A defect that came to light. */
    public Violation(String rule, Throwable defect) {
        super(rule + ": " + defect, defect);
    }

    /** Fails unless the condition holds. */
    public static void unless(boolean holds, String rule, Object what) {
        if (!holds) {
            throw new Violation(rule, what);
        }
    }
}

package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;

import java.util.ArrayList;
import java.util.List;

/** All nine checks. */
public final class Oracle {

    /** One per invariant, in their order. */
    public static final List<Check> CHECKS =
            List.of(
                    new AcknowledgedOrders(),
                    new UnitsOfStock(),
                    new OneKeyOneOrder(),
                    new Money(),
                    new Sagas(),
                    new EventsAndEffects(),
                    new OwnWrites(),
                    new RevokedSessions(),
                    new QuotaBounds());

    private Oracle() {}

    /**
     * What one check found.
     *
     * @param looked how many things it looked at
     * @param count how many violations there are
     * @param violations the first of them
     */
    public record Finding(
            int invariant, String promise, long looked, long count, List<Violation> violations) {

        public boolean isKept() {
            return count == 0;
        }
    }

    /** Judges a run. */
    public static List<Finding> judge(Evidence evidence) {
        var verdict = new ArrayList<Finding>();
        for (var check : CHECKS) {
            var findings = new Findings(check.invariant());
            check.judge(evidence, findings);
            verdict.add(
                    new Finding(
                            check.invariant(),
                            check.promise(),
                            findings.looked(),
                            findings.count(),
                            findings.violations()));
        }
        return List.copyOf(verdict);
    }
}

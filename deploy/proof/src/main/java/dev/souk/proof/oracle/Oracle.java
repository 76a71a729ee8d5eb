package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Unjudgeable;

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

    /**
     * What all checks found.
     *
     * @param why the first thing that the evidence doesn't say; empty where it says all
     */
    public record Judged(List<Finding> findings, String why) {

        public Judged {
            findings = List.copyOf(findings);
        }
    }

    /** Judges a run. A check for which evidence is lacking keeps no other from finding its own. */
    public static Judged judge(Evidence evidence) {
        var all = new ArrayList<Finding>();
        var lacking = new ArrayList<String>();
        for (var check : CHECKS) {
            var findings = new Findings(check.invariant());
            try {
                check.judge(evidence, findings);
            } catch (Unjudgeable why) {
                lacking.add("invariant " + check.invariant() + ": " + why.getMessage());
            }
            all.add(
                    new Finding(
                            check.invariant(),
                            check.promise(),
                            findings.looked(),
                            findings.count(),
                            findings.violations()));
        }
        return new Judged(all, lacking.stream().findFirst().orElse(""));
    }
}

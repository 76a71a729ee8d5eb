package dev.souk.proof.report;

import dev.souk.proof.oracle.Oracle.Finding;
import dev.souk.proof.oracle.Oracle.Judged;
import dev.souk.proof.oracle.Violation;

import java.util.List;
import java.util.Locale;

/**
 * How a run ended.
 *
 * @param why it could not be judged; empty where it was
 * @param findings one per invariant; none where it was not judged
 * @param quiet whether the shop came to rest by itself after it was healed
 */
public record Verdict(Word word, String why, List<Finding> findings, boolean quiet) {

    /** The verdict in a word; of several runs the last in this order counts. */
    public enum Word {
        KEPT(0),
        UNJUDGED(2),
        BROKEN(1);

        private final int status;

        Word(int status) {
            this.status = status;
        }

        /** The exit status that says so. */
        public int status() {
            return status;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        findings = List.copyOf(findings);
    }

    /**
     * Of a run that was judged. A violation counts, whatever else could not be judged. Where a
     * check found nothing to look at, nothing is proved.
     */
    public static Verdict of(Judged judged, boolean quiet) {
        var findings = judged.findings();
        if (!findings.stream().allMatch(Finding::isKept)) {
            return new Verdict(Word.BROKEN, judged.why(), findings, quiet);
        }
        if (!judged.why().isEmpty()) {
            return new Verdict(Word.UNJUDGED, judged.why(), findings, quiet);
        }
        return findings.stream()
                .filter(finding -> finding.looked() == 0)
                .findFirst()
                .map(
                        finding ->
                                "nothing happened that invariant "
                                        + finding.invariant()
                                        + " is about")
                .map(why -> new Verdict(Word.UNJUDGED, why, findings, quiet))
                .orElseGet(() -> new Verdict(Word.KEPT, "", findings, quiet));
    }

    /** Of a run that could not be. */
    public static Verdict unjudged(String why) {
        return new Verdict(Word.UNJUDGED, why, List.of(), false);
    }

    /** Whether the check of this invariant found a violation. */
    public boolean sees(int invariant) {
        return findings.stream()
                .anyMatch(finding -> finding.invariant() == invariant && !finding.isKept());
    }

    /** The first violations. */
    public List<Violation> violations() {
        return findings.stream().flatMap(finding -> finding.violations().stream()).toList();
    }

    /** How many there are. */
    public long count() {
        return findings.stream().mapToLong(Finding::count).sum();
    }
}

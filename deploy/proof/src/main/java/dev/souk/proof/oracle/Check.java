package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;

/** One of the nine promises, and how to see whether it was kept. */
public interface Check {

    /** Its number, 1 to 9. */
    int invariant();

    /** What is promised, in a sentence. */
    String promise();

    /**
     * Looks through the evidence.
     *
     * @throws dev.souk.proof.evidence.Unjudgeable where the evidence doesn't say
     */
    void judge(Evidence evidence, Findings findings);
}

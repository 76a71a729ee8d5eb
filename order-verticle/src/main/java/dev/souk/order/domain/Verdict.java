package dev.souk.order.domain;

/** What the comparison of an open item came to. */
public sealed interface Verdict {

    /** Ledger, provider and order agree. */
    record Agreed() implements Verdict {}

    /** They don't agree yet, and it is too early to say that they differ. */
    record Pending() implements Verdict {}

    /**
     * They differ.
     *
     * @param minorUnits how much money it is about; never negative
     */
    record Differs(Difference difference, long minorUnits) implements Verdict {}
}

package dev.souk.proof.evidence;

import java.util.Locale;

/** How a call ended, as its client knows it. */
public enum Outcome {
    /** It was done. */
    OK,
    /** It was refused, and nothing was done. */
    REFUSED,
    /**
     * It may or may not have been done: a cut connection, a timeout, a fault of the server, or a
     * first delivery of the same request that is still at work.
     */
    UNKNOWN;

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;
    private static final String STILL_AT_WORK = "request-in-progress";

    /**
     * What an answer says.
     *
     * @param code of its problem; empty where it has none
     */
    public static Outcome of(int status, String code) {
        if (status >= FIRST_FAULT || code.equals(STILL_AT_WORK)) {
            return UNKNOWN;
        }
        return status >= FIRST_REFUSAL ? REFUSED : OK;
    }

    static Outcome ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As it is written in a history. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

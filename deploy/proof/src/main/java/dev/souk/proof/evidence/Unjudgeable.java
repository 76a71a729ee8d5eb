package dev.souk.proof.evidence;

/** A run of which nobody can say whether it was right. */
public final class Unjudgeable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unjudgeable(String why) {
        super(why);
    }

    public Unjudgeable(String why, Throwable cause) {
        super(why, cause);
    }
}

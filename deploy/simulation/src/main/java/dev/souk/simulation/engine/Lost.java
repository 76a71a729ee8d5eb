package dev.souk.simulation.engine;

/** Nothing was heard of a request. */
public final class Lost extends Expected {

    private static final long serialVersionUID = 1L;

    private final boolean surelyUnsent;

    Lost(String what, boolean surelyUnsent) {
        super(what);
        this.surelyUnsent = surelyUnsent;
    }

    /** Whether it surely did not arrive; else it may have been done. */
    public boolean isSurelyUnsent() {
        return surelyUnsent;
    }
}

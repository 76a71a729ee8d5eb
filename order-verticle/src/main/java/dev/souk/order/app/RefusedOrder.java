package dev.souk.order.app;

/** An order that was refused before it was written; nothing of it is kept but the refusal. */
public final class RefusedOrder extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final boolean isReplayed;

    public RefusedOrder(Refusal refusal) {
        this(refusal, false);
    }

    private RefusedOrder(Refusal refusal, boolean isReplayed) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
        this.isReplayed = isReplayed;
    }

    /** The same refusal, told again. */
    public RefusedOrder replayed() {
        return new RefusedOrder(refusal, true);
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Whether an earlier request got it first. */
    public boolean isReplayed() {
        return isReplayed;
    }
}

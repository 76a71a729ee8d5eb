package dev.souk.cluster.resilience;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls may be sent again: a tenth of those sent, saved up to a limit. When everything
 * fails, retries add a tenth to the load and not a multiple of it. Safe for use by several threads.
 */
public final class RetryBudget {

    private static final long ONE = 1_000;

    private final long perCall;
    private final long most;
    private final AtomicLong saved;

    /**
     * @param share how many retries each call earns, 0 to 1
     * @param most how many can be saved, which is also what there is at first
     */
    public RetryBudget(double share, int most) {
        if (share < 0 || share > 1 || most < 1) {
            throw new IllegalArgumentException("a budget needs a share and a limit");
        }
        this.perCall = Math.round(share * ONE);
        this.most = most * ONE;
        this.saved = new AtomicLong(this.most);
    }

    /** Notes a call that is no retry. */
    public void earn() {
        if (saved.get() < most) {
            saved.updateAndGet(before -> Math.min(most, before + perCall));
        }
    }

    /** Takes one retry, if one is left. */
    public boolean spend() {
        return saved.getAndUpdate(before -> before >= ONE ? before - ONE : before) >= ONE;
    }

    /** How many retries are left. */
    public long left() {
        return saved.get() / ONE;
    }
}

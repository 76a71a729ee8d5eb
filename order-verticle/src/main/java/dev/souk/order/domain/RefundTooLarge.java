package dev.souk.order.domain;

import dev.souk.contract.Money;

/** A refund of more than is left of what was taken. */
public final class RefundTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Money left;

    RefundTooLarge(Money left) {
        super("The refund is more than is left of what was captured", null, false, false);
        this.left = left;
    }

    /** What may still be given back. */
    public Money left() {
        return left;
    }
}

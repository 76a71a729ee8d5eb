package dev.souk.order.domain;

/** A move that an order in its state can't make. */
public final class IllegalTransition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IllegalTransition(Order order, String move) {
        super(
                "An order that is "
                        + order.status().code()
                        + ", its payment "
                        + order.payment().status().code()
                        + ", can't be "
                        + move);
    }
}

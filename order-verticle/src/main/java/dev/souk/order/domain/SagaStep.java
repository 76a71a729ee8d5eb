package dev.souk.order.domain;

/** The steps of a checkout, forward and back. What each leads to is in {@link CheckoutSaga}. */
public enum SagaStep {
    /** Ask the catalog for the stock of every line. */
    RESERVE,
    /** Keep the stock from expiring, because the provider is about to be asked. */
    PIN,
    /** Ask the provider to set the money aside. */
    AUTHORIZE,
    /** Let the stock expire again, because nobody is being asked for money just now. */
    UNPIN,
    /** Ask the provider from time to time whether the shopper has acted. */
    AWAIT_SHOPPER,
    /** Take the money. */
    CAPTURE,
    /** Turn the held stock into sold stock. */
    COMMIT_STOCK,
    /** Say that the order is confirmed. */
    CONFIRM,
    /** Give the stock back, sold units too. */
    RELEASE,
    /** Let go what was authorized. */
    RETURN_MONEY,
    /** Give back what was captured, as far as somebody asked for it. */
    REFUND,
    /** Nothing is left to do. */
    ENDED;

    /** Whether the step is one of the payment. */
    public boolean asksProvider() {
        return switch (this) {
            case AUTHORIZE, AWAIT_SHOPPER, CAPTURE, RETURN_MONEY, REFUND -> true;
            case RESERVE, PIN, UNPIN, COMMIT_STOCK, CONFIRM, RELEASE, ENDED -> false;
        };
    }

    /** Whether the step goes towards a confirmed order. */
    public boolean isForward() {
        return switch (this) {
            case RESERVE, PIN, AUTHORIZE, UNPIN, AWAIT_SHOPPER, CAPTURE, COMMIT_STOCK, CONFIRM ->
                    true;
            case RELEASE, RETURN_MONEY, REFUND, ENDED -> false;
        };
    }
}

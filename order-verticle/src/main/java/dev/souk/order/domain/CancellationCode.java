package dev.souk.order.domain;

import java.util.Locale;

/** Why an order is off, as a word that clients can switch on. */
public enum CancellationCode {
    INSUFFICIENT_STOCK("There is not enough stock"),
    PAYMENT_DECLINED("The payment was declined"),
    PRICE_CHANGED("The total is not the expected one"),
    UNKNOWN_PRODUCT("A product is not for sale"),
    LIMIT_PER_CUSTOMER("A customer may not have that many of a product"),
    MIXED_CURRENCIES("The products are not priced in one currency"),
    RESERVATION_EXPIRED("The order was not paid for in time"),
    BY_CUSTOMER("The customer cancelled the order"),
    BY_STAFF("The shop cancelled the order");

    private final String sentence;

    CancellationCode(String sentence) {
        this.sentence = sentence;
    }

    /** The word as clients read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence for a person, where nobody gave a reason of their own. */
    public String sentence() {
        return sentence;
    }

    /** Whether the shop refused what was asked for, rather than somebody calling it off. */
    public boolean isRefusal() {
        return switch (this) {
            case INSUFFICIENT_STOCK,
                    PAYMENT_DECLINED,
                    PRICE_CHANGED,
                    UNKNOWN_PRODUCT,
                    LIMIT_PER_CUSTOMER,
                    MIXED_CURRENCIES,
                    RESERVATION_EXPIRED ->
                    true;
            case BY_CUSTOMER, BY_STAFF -> false;
        };
    }
}

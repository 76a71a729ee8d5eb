package dev.souk.order.api;

import dev.souk.contract.Topic;

/** What the order service tells the others: two topics, and the names of the facts on them. */
public final class OrderApi {

    /** The service's name on the bus and in the directory. */
    public static final String SERVICE = "order";

    /** The steps of an order's life; each body is an {@link OrderSnapshot} as it was just after. */
    public static final Topic ORDERS = Topic.keptByTime("souk.order");

    /** What happened to an order's money; each body is a {@link PaymentSnapshot}. */
    public static final Topic PAYMENTS = Topic.keptByTime("souk.payment");

    /** The order is written; its prices are provisional. */
    public static final String ORDER_PLACED = "order.placed";

    /** Stock is held, and the prices bind. */
    public static final String ORDER_RESERVED = "order.reserved";

    /** The order is paid for, and its stock is sold. */
    public static final String ORDER_CONFIRMED = "order.confirmed";

    /** The order is off, for good; stock and money go back. */
    public static final String ORDER_CANCELLED = "order.cancelled";

    /** The order is on its way. */
    public static final String ORDER_SHIPPED = "order.shipped";

    /** The order has arrived. */
    public static final String ORDER_DELIVERED = "order.delivered";

    /** The provider is about to be asked. */
    public static final String PAYMENT_REQUESTED = "payment.requested";

    /** The shopper has to do something at the provider's page. */
    public static final String PAYMENT_ACTION_REQUIRED = "payment.action-required";

    /** The provider was asked and did not answer; it is asked until it does. */
    public static final String PAYMENT_UNKNOWN = "payment.unknown";

    /** The money is set aside for the order. */
    public static final String PAYMENT_AUTHORIZED = "payment.authorized";

    /** The money is taken. */
    public static final String PAYMENT_CAPTURED = "payment.captured";

    /** The provider, or the shopper at its page, refused. */
    public static final String PAYMENT_DECLINED = "payment.declined";

    /** Nothing was taken, and nothing will be. */
    public static final String PAYMENT_VOIDED = "payment.voided";

    /** The provider is about to be asked to give money back; maybe once more. */
    public static final String REFUND_REQUESTED = "payment.refund-requested";

    /** The provider gives money that was asked back not back, and nobody asks any more. */
    public static final String REFUND_REFUSED = "payment.refund-refused";

    /** Money was given back. */
    public static final String PAYMENT_REFUNDED = "payment.refunded";

    private OrderApi() {}
}

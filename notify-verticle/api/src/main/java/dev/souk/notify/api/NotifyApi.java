package dev.souk.notify.api;

import dev.souk.contract.Endpoint;

/** The operations of the notify service that other services may call over the bus. */
public final class NotifyApi {

    /** The service's name on the bus and in the directory. */
    public static final String SERVICE = "notify";

    /** What customers were told of an order, as far as it is still kept; none is an answer too. */
    public static final Endpoint<MessagesOfOrder, OrderMessages> MESSAGES_OF_ORDER =
            Endpoint.query(SERVICE, "messages-of-order", MessagesOfOrder.class, OrderMessages.class)
                    .callableBy("order");

    private NotifyApi() {}
}

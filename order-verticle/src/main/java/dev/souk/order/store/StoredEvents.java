package dev.souk.order.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.json.Json;
import dev.souk.order.domain.OrderEvent;
import dev.souk.order.domain.OrderEvent.OrderCancelled;
import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.OrderEvent.OrderDelivered;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderEvent.OrderShipped;
import dev.souk.order.domain.OrderEvent.PaymentActionRequired;
import dev.souk.order.domain.OrderEvent.PaymentAuthorized;
import dev.souk.order.domain.OrderEvent.PaymentCaptured;
import dev.souk.order.domain.OrderEvent.PaymentDeclined;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;
import dev.souk.order.domain.OrderEvent.PaymentRequested;
import dev.souk.order.domain.OrderEvent.PaymentUncertain;
import dev.souk.order.domain.OrderEvent.PaymentVoided;
import dev.souk.order.domain.OrderEvent.RefundRefused;
import dev.souk.order.domain.OrderEvent.RefundRequested;
import dev.souk.order.domain.OrderEvent.StockReserved;

import io.vertx.core.buffer.Buffer;

import java.util.UUID;

/**
 * The form in which an order's events are stored: a name that outlives the class, the version of
 * the body's shape, and JSON. A body of an older shape is lifted to the newest one when it is read.
 */
final class StoredEvents {

    private StoredEvents() {}

    static String typeOf(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> "order-placed";
            case StockReserved _ -> "stock-reserved";
            case PaymentRequested _ -> "payment-requested";
            case PaymentActionRequired _ -> "payment-action-required";
            case PaymentUncertain _ -> "payment-uncertain";
            case PaymentAuthorized _ -> "payment-authorized";
            case PaymentCaptured _ -> "payment-captured";
            case PaymentDeclined _ -> "payment-declined";
            case PaymentVoided _ -> "payment-voided";
            case RefundRequested _ -> "refund-requested";
            case PaymentRefunded _ -> "payment-refunded";
            case RefundRefused _ -> "refund-refused";
            case OrderConfirmed _ -> "order-confirmed";
            case OrderShipped _ -> "order-shipped";
            case OrderDelivered _ -> "order-delivered";
            case OrderCancelled _ -> "order-cancelled";
        };
    }

    /** The version of the shape in which the event is written. */
    static int schemaOf(OrderEvent event) {
        return Upcasters.newest(typeOf(event));
    }

    static String encode(OrderEvent event) {
        return Json.encode(event).toString();
    }

    /**
     * @throws IllegalStateException if this version of the service doesn't know the event
     */
    static OrderEvent decode(UUID orderId, String type, int schema, String data) {
        if (!(Json.tree(Buffer.buffer(data)) instanceof ObjectNode body)) {
            throw new IllegalStateException("no object in an event of the type " + type);
        }
        Upcasters.lift(type, schema, body, orderId);
        return Json.convert(body, classOf(type));
    }

    private static Class<? extends OrderEvent> classOf(String type) {
        return switch (type) {
            case "order-placed" -> OrderPlaced.class;
            case "stock-reserved" -> StockReserved.class;
            case "payment-requested" -> PaymentRequested.class;
            case "payment-action-required" -> PaymentActionRequired.class;
            case "payment-uncertain" -> PaymentUncertain.class;
            case "payment-authorized" -> PaymentAuthorized.class;
            case "payment-captured" -> PaymentCaptured.class;
            case "payment-declined" -> PaymentDeclined.class;
            case "payment-voided" -> PaymentVoided.class;
            case "refund-requested" -> RefundRequested.class;
            case "payment-refunded" -> PaymentRefunded.class;
            case "refund-refused" -> RefundRefused.class;
            case "order-confirmed" -> OrderConfirmed.class;
            case "order-shipped" -> OrderShipped.class;
            case "order-delivered" -> OrderDelivered.class;
            case "order-cancelled" -> OrderCancelled.class;
            default -> throw new IllegalStateException("unknown event " + type);
        };
    }
}

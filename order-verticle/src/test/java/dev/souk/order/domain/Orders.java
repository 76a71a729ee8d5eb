package dev.souk.order.domain;

import dev.souk.contract.Money;
import dev.souk.order.domain.OrderEvent.OrderPlaced;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders in the states that tests begin with. */
public final class Orders {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    public static final UUID CUSTOMER = UUID.fromString("01890000-0000-7000-8000-0000000000c1");
    public static final UUID LAMP = UUID.fromString("01890000-0000-7000-8000-0000000000a1");
    public static final UUID VASE = UUID.fromString("01890000-0000-7000-8000-0000000000a2");
    public static final UUID REFUND = UUID.fromString("01890000-0000-7000-8000-0000000000f1");
    public static final String CARD = "card";

    private Orders() {}

    public static Money eur(long amount) {
        return new Money(amount, "EUR");
    }

    public static List<OrderLine> lines() {
        return List.of(
                new OrderLine(LAMP, "LAMP-1", "Lamp", 2, eur(1299)),
                new OrderLine(VASE, "VASE-7", "Vase", 1, eur(500)));
    }

    public static OrderPlaced placedEvent(@Nullable Money expectedTotal) {
        return new OrderPlaced(
                "7F3K-9QXM-2B4T",
                CUSTOMER,
                lines(),
                Order.totalOf(lines()),
                CARD,
                expectedTotal,
                null);
    }

    public static Order pending() {
        return Order.place(ID, placedEvent(null), NOW).next();
    }

    public static Order pendingExpecting(Money total) {
        return Order.place(ID, placedEvent(total), NOW).next();
    }

    public static Order reserved() {
        return pending().reserve(lines(), NOW).next();
    }

    public static Order asked() {
        return reserved().requestPayment(ID.toString(), NOW).next();
    }

    public static Order authorized() {
        return asked().authorize("auth-1", NOW).next();
    }

    public static Order captured() {
        var order = authorized();
        return order.capture(order.total(), NOW).next();
    }

    public static Order confirmed() {
        return captured().confirm(NOW).next();
    }

    public static Order shipped() {
        return confirmed().ship("Caravan", "CV-0042", NOW).next();
    }

    public static Order delivered() {
        return shipped().deliver(NOW).next();
    }

    /** An order of which this much is to go back. */
    public static Order askedBack(long amount) {
        return confirmed().requestRefund(REFUND, "wish", eur(amount), NOW).next();
    }

    public static Order cancelled() {
        return asked().cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), NOW).next();
    }
}

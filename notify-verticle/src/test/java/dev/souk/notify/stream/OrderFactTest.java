package dev.souk.notify.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Money;
import dev.souk.notify.domain.OrderNotice;
import dev.souk.notify.domain.OrderNotice.Kind;
import dev.souk.order.api.OrderSnapshot;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class OrderFactTest {

    private static final UUID ORDER = UUID.fromString("0199d3a4-8f10-7a02-9d11-5e6f7a8b9c00");
    private static final UUID CUSTOMER = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e11");

    @Test
    void readsWhatTheOrderServiceSays() {
        var snapshot = snapshot("confirmed", null);

        var fact = Json.decode(Json.encode(snapshot), OrderFact.class);

        assertThat(fact.customerId()).isEqualTo(CUSTOMER);
        assertThat(fact.notice(Kind.ORDER_CONFIRMED))
                .isEqualTo(
                        new OrderNotice(
                                Kind.ORDER_CONFIRMED,
                                ORDER,
                                "S-100042",
                                List.of(new OrderNotice.Line("Cup", 2, new Money(2598, "EUR"))),
                                new Money(2598, "EUR"),
                                ""));
    }

    @Test
    void readsWhyAnOrderIsOff() {
        var snapshot = snapshot("cancelled", new OrderSnapshot.Cancellation("payment-declined"));

        var fact = Json.decode(Json.encode(snapshot), OrderFact.class);

        assertThat(fact.notice(Kind.ORDER_CANCELLED).cancellation()).isEqualTo("payment-declined");
    }

    private static OrderSnapshot snapshot(
            String status,
            OrderSnapshot.@org.jspecify.annotations.Nullable Cancellation cancellation) {
        var line =
                new OrderSnapshot.Line(
                        new UUID(0, 1),
                        "CUP-1",
                        "Cup",
                        2,
                        new Money(1299, "EUR"),
                        new Money(2598, "EUR"));
        return new OrderSnapshot(
                ORDER,
                "S-100042",
                CUSTOMER,
                status,
                List.of(line),
                new Money(2598, "EUR"),
                cancellation,
                4,
                null);
    }
}

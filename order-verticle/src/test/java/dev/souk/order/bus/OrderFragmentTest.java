package dev.souk.order.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.web.Operation;
import dev.souk.cluster.web.Operations;

import org.junit.jupiter.api.Test;

class OrderFragmentTest {

    private final Operations operations = Operations.from("dev/souk/order/openapi.yaml");

    @Test
    void describesTheOperationsOnCartsOrdersAndPayments() {
        assertThat(operations.fragment().operations())
                .extracting(Operation::id)
                .containsExactlyInAnyOrder(
                        "get-cart",
                        "clear-cart",
                        "put-cart-item",
                        "delete-cart-item",
                        "place-order",
                        "list-orders",
                        "get-order",
                        "cancel-order",
                        "ship-order",
                        "deliver-order",
                        "refund-order",
                        "get-refund",
                        "list-sagas",
                        "retry-saga",
                        "compensate-saga",
                        "stream-orders",
                        "stream-order",
                        "get-order-timeline",
                        "get-order-projection",
                        "rebuild-order-projection",
                        "receive-sandbox-webhook",
                        "receive-stripe-webhook");
    }

    @Test
    void asksForAKeyAndLetsTheShopperWaitWhenAnOrderIsPlaced() {
        var place =
                operations.fragment().operations().stream()
                        .filter(operation -> operation.id().equals("place-order"))
                        .findFirst()
                        .orElseThrow();

        assertThat(place.waits()).isTrue();
        assertThat(place.honoursKey()).isTrue();
        assertThat(place.quota()).contains("CHECKOUT");
        assertThat(place.produces()).containsExactly("application/json");
    }
}

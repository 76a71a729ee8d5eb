package dev.souk.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.json.Json;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** States, in snapshots and in the projection. */
class StoredSnapshotsTest {

    static Stream<Order> orders() {
        return Stream.of(
                Orders.pending(),
                Orders.confirmed(),
                Orders.delivered(),
                Orders.askedBack(1000),
                Orders.cancelled());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void areReadAsTheyWereWritten(Order order) {
        assertThat(StoredSnapshots.read(Json.encode(order).toString())).isEqualTo(order);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void areReadFromBeforeThereWereShipmentsAndRefunds(Order order) {
        var state = (ObjectNode) Json.tree(Json.encode(order));
        state.remove("shipment");
        ((ObjectNode) state.get("payment")).remove("refunds");

        var read = StoredSnapshots.read(state.toString());

        assertThat(read.shipment()).isNull();
        assertThat(read.payment().refunds()).isEmpty();
        assertThat(read.status()).isEqualTo(order.status());
        assertThat(read.total()).isEqualTo(order.total());
    }
}

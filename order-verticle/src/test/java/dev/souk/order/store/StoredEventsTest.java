package dev.souk.order.store;

import static dev.souk.order.domain.Orders.eur;
import static dev.souk.order.domain.Orders.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.json.Json;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.Cancellation.Shortage;
import dev.souk.order.domain.OrderEvent;
import dev.souk.order.domain.OrderEvent.OrderCancelled;
import dev.souk.order.domain.OrderEvent.OrderConfirmed;
import dev.souk.order.domain.OrderEvent.OrderDelivered;
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
import dev.souk.order.domain.Orders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The samples of every shape must be read for good. */
class StoredEventsTest {

    static Stream<OrderEvent> events() {
        return Stream.of(
                Orders.placedEvent(eur(3098)),
                new StockReserved(lines(), eur(3098)),
                new PaymentRequested(Orders.ID.toString(), eur(3098)),
                new PaymentActionRequired("http://127.0.0.1:9000/challenges/auth-1"),
                new PaymentUncertain(),
                new PaymentAuthorized("auth-1"),
                new PaymentCaptured(eur(3098)),
                new PaymentDeclined("card-declined"),
                new PaymentVoided(),
                new PaymentRefunded(Orders.REFUND, eur(3098)),
                new RefundRequested(Orders.REFUND, Orders.ID + ":refund:wish", eur(3098)),
                new RefundRefused(Orders.REFUND, "account-closed"),
                new OrderShipped("Caravan", "CV-0042"),
                new OrderDelivered(),
                new OrderConfirmed(),
                new OrderCancelled(Cancellation.outOf(List.of(new Shortage(Orders.LAMP, 2, 1)))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void areWrittenAndReadAsTheSampleSays(OrderEvent event) {
        var type = StoredEvents.typeOf(event);
        var schema = StoredEvents.schemaOf(event);
        var sample = sample(type, schema);

        assertThat(Json.tree(StoredEvents.encode(event).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.tree(sample.getBytes(StandardCharsets.UTF_8)));
        assertThat(StoredEvents.decode(Orders.ID, type, schema, sample)).isEqualTo(event);
    }

    @Test
    void haveASampleEach() {
        assertThat(events().map(Object::getClass))
                .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    }

    @Test
    void ofAnImpossibleShapeAreRefused() {
        assertThatThrownBy(() -> StoredEvents.decode(Orders.ID, "order-confirmed", 0, "{}"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void ofANewerShapeAreReadAsTheNewestThatIsKnown(OrderEvent event) {
        var type = StoredEvents.typeOf(event);
        var newest = StoredEvents.schemaOf(event);
        var body = sample(type, newest).strip();
        var more = body.equals("{}") ? "" : ",";
        var newer = body.substring(0, body.length() - 1) + more + "\"addedLater\":[1]}";

        assertThat(StoredEvents.decode(Orders.ID, type, newest + 1, newer)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void ofEachOlderShapeAreLiftedToTheNewest(OrderEvent event) {
        var type = StoredEvents.typeOf(event);
        for (var shape = 1; shape <= StoredEvents.schemaOf(event); shape++) {
            assertThat(StoredEvents.decode(Orders.ID, type, shape, sample(type, shape)))
                    .hasSameClassAs(event);
        }
    }

    @Test
    void nameTheOnlyRefundOfTheFirstOrdersByTheOrder() {
        var sample = sample("payment-refunded", 1);

        assertThat(StoredEvents.decode(Orders.ID, "payment-refunded", 1, sample))
                .isEqualTo(new PaymentRefunded(Orders.ID, eur(3098)));
    }

    private static String sample(String type, int schema) {
        var name = "/golden/stored/" + type + ".v" + schema + ".json";
        try (var resource = StoredEventsTest.class.getResourceAsStream(name)) {
            var bytes = Objects.requireNonNull(resource, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

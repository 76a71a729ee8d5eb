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
import dev.souk.order.domain.OrderEvent.PaymentActionRequired;
import dev.souk.order.domain.OrderEvent.PaymentAuthorized;
import dev.souk.order.domain.OrderEvent.PaymentCaptured;
import dev.souk.order.domain.OrderEvent.PaymentDeclined;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;
import dev.souk.order.domain.OrderEvent.PaymentRequested;
import dev.souk.order.domain.OrderEvent.PaymentUncertain;
import dev.souk.order.domain.OrderEvent.PaymentVoided;
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

/** The samples of the first shape must be read for good. */
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
                new PaymentRefunded(eur(3098)),
                new OrderConfirmed(),
                new OrderCancelled(Cancellation.outOf(List.of(new Shortage(Orders.LAMP, 2, 1)))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void areWrittenAndReadAsTheSampleSays(OrderEvent event) {
        var type = StoredEvents.typeOf(event);
        var sample = sample(type);

        assertThat(Json.tree(StoredEvents.encode(event).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.tree(sample.getBytes(StandardCharsets.UTF_8)));
        assertThat(StoredEvents.decode(type, 1, sample)).isEqualTo(event);
    }

    @Test
    void haveASampleEach() {
        assertThat(events().map(Object::getClass))
                .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    }

    @Test
    void ofAnUnknownShapeAreRefused() {
        assertThatThrownBy(() -> StoredEvents.decode("order-confirmed", 2, "{}"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String sample(String type) {
        var name = "/golden/stored/" + type + ".v1.json";
        try (var resource = StoredEventsTest.class.getResourceAsStream(name)) {
            var bytes = Objects.requireNonNull(resource, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

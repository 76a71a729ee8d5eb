package dev.souk.notify.stream;

import dev.souk.cluster.events.ConsumerBuilder;
import dev.souk.contract.Event;
import dev.souk.notify.domain.OrderNotice;
import dev.souk.notify.domain.OrderNotice.Kind;
import dev.souk.order.api.OrderApi;
import dev.souk.user.api.UserEvents;
import dev.souk.user.api.UserEvents.UserErased;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.time.Instant;
import java.util.UUID;

/**
 * Takes the events that a customer is told of, each into the transaction that also notes it as
 * seen, and forgets who is gone.
 */
public final class CustomerEvents {

    private final Sink sink;
    private final Traces traces;

    /** Where it goes, in the transaction of the event. */
    public interface Sink {

        Future<Void> tell(SqlConnection tx, Telling telling);

        Future<Void> forget(SqlConnection tx, UUID userId);
    }

    /** What is told to whom. */
    public record Telling(
            UUID eventId, UUID userId, OrderNotice notice, Instant time, String traceparent) {}

    /** The trace of the event at hand. */
    public interface Traces {
        String traceparent();
    }

    public CustomerEvents(Sink sink, Traces traces) {
        this.sink = sink;
        this.traces = traces;
    }

    public ConsumerBuilder addTo(ConsumerBuilder consumer) {
        return consumer.on(
                        OrderApi.ORDERS,
                        OrderApi.ORDER_CONFIRMED,
                        OrderFact.class,
                        (tx, event) -> tell(tx, Kind.ORDER_CONFIRMED, event))
                .on(
                        OrderApi.ORDERS,
                        OrderApi.ORDER_CANCELLED,
                        OrderFact.class,
                        (tx, event) -> tell(tx, Kind.ORDER_CANCELLED, event))
                .on(
                        UserEvents.TOPIC,
                        UserEvents.ERASED,
                        UserErased.class,
                        (tx, event) -> sink.forget(tx, event.data().userId()));
    }

    private Future<Void> tell(SqlConnection tx, Kind kind, Event<OrderFact> event) {
        var fact = event.data();
        return sink.tell(
                tx,
                new Telling(
                        event.id(),
                        fact.customerId(),
                        fact.notice(kind),
                        event.time(),
                        traces.traceparent()));
    }
}

package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.SentMessages.Message;
import dev.souk.order.app.TimelineEntry.Detail;
import dev.souk.order.app.TimelineEntry.Kind;
import dev.souk.order.app.TimelineEntry.Place;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads how an order came to be what it is, and what it was. */
public final class ReadTimeline {

    /** How far a client's clock may go before ours. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final FindOrders orders;
    private final OrderStore store;
    private final Timeline timeline;
    private final SentMessages messages;
    private final InstantSource clock;

    /**
     * A part of a timeline.
     *
     * @param complete whether it says what the customer was told
     */
    public record Part(List<TimelineEntry> entries, boolean complete) {

        public Part {
            entries = List.copyOf(entries);
        }
    }

    public ReadTimeline(
            OrderStore store, Timeline timeline, SentMessages messages, InstantSource clock) {
        this.orders = new FindOrders(store);
        this.store = store;
        this.timeline = timeline;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What comes behind a place, at most so much. Fails with {@code NOT_FOUND} as an order does.
     */
    public Future<Part> read(Shopper shopper, UUID orderId, Place after, int most) {
        return orders.find(shopper, orderId).compose(_ -> read(orderId, after, most));
    }

    /** The notes are read last: whoever sees an event sees the notes that came with it. */
    private Future<Part> read(UUID orderId, Place after, int most) {
        var events = timeline.events(orderId);
        var notes = events.compose(_ -> timeline.notes(orderId, after, most));
        var told = messages.find(orderId);
        return Future.all(events, notes, told)
                .map(_ -> merge(events.result(), notes.result(), told.result()))
                .map(part -> behind(part, after, most));
    }

    private static Part merge(
            List<TimelineEntry> events,
            List<TimelineEntry> notes,
            Optional<List<Message>> messages) {
        var told = messages.orElse(List.of()).stream().map(message -> entry(message, events));
        var all = Stream.of(events.stream(), notes.stream(), told).flatMap(some -> some);
        return new Part(all.toList(), messages.isPresent());
    }

    private static Part behind(Part part, Place after, int most) {
        var entries =
                part.entries().stream()
                        .filter(entry -> entry.place().compareTo(after) > 0)
                        .sorted((one, other) -> one.place().compareTo(other.place()))
                        .limit(most)
                        .toList();
        return new Part(entries, part.complete());
    }

    private static TimelineEntry entry(Message message, List<TimelineEntry> events) {
        var version =
                events.stream()
                        .filter(event -> !event.time().isAfter(message.time()))
                        .mapToLong(event -> event.place().version())
                        .max()
                        .orElse(0);
        return new TimelineEntry(
                new Place(
                        version,
                        Place.MESSAGE,
                        message.time().toEpochMilli(),
                        message.id() + message.channel()),
                message.time(),
                Kind.MESSAGE,
                message.template(),
                message.node(),
                message.traceId(),
                Detail.ofMessage(message.channel(), message.state()));
    }

    /** The order as it stood at a version; fails with {@code NOT_FOUND} where it never had it. */
    public Future<StoredOrder> asOf(Shopper shopper, UUID orderId, long version) {
        return orders.find(shopper, orderId)
                .compose(
                        now ->
                                version > now.order().version()
                                        ? Future.failedFuture(noVersion())
                                        : find(orderId, version));
    }

    /**
     * The order as it stood at a time; fails with {@code NOT_FOUND} where it wasn't placed yet, and
     * with {@code INVALID} for a time to come.
     */
    public Future<StoredOrder> asOf(Shopper shopper, UUID orderId, Instant time) {
        if (time.isAfter(clock.instant().plus(SKEW))) {
            return Future.failedFuture(
                    ServiceFailure.of(Reason.INVALID, "Nobody knows how it will stand then"));
        }
        return orders.find(shopper, orderId)
                .compose(_ -> timeline.versionAt(orderId, time))
                .compose(
                        version ->
                                version.isEmpty()
                                        ? Future.failedFuture(noVersion())
                                        : find(orderId, version.getAsLong()));
    }

    private Future<StoredOrder> find(UUID orderId, long version) {
        return store.find(orderId, version)
                .map(found -> found.orElseThrow(ReadTimeline::noVersion));
    }

    private static ServiceFailure noVersion() {
        return ServiceFailure.notFound("version of this order");
    }
}

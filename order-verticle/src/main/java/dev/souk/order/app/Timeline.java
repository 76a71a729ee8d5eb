package dev.souk.order.app;

import dev.souk.order.app.TimelineEntry.Place;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What is kept of how an order came to be what it is. */
public interface Timeline {

    /** All events of an order, in order. */
    Future<List<TimelineEntry>> events(UUID orderId);

    /** The notes behind a place, in order, at most so many. */
    Future<List<TimelineEntry>> notes(UUID orderId, Place after, int most);

    /** Which version the order had at that time; empty before it was placed. */
    Future<OptionalLong> versionAt(UUID orderId, Instant time);
}

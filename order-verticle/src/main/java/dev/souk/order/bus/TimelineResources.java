package dev.souk.order.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.cluster.web.Page;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.ReadTimeline;
import dev.souk.order.app.ReadTimeline.Part;
import dev.souk.order.app.Shopper;
import dev.souk.order.app.TimelineEntry;
import dev.souk.order.app.TimelineEntry.Place;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How orders came to be what they are, and how they stood. */
public final class TimelineResources {

    private static final int MOST = 100;

    private final ReadTimeline timeline;
    private final Cursors cursors;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record EntryView(
            Instant time,
            String kind,
            String name,
            @JsonInclude @Nullable String node,
            @JsonInclude @Nullable String traceId,
            long version,
            @Nullable String by,
            @Nullable Integer attempt,
            @Nullable Long tookMillis,
            @Nullable String outcome,
            @Nullable String key,
            @Nullable String from,
            @Nullable String channel) {

        static EntryView of(TimelineEntry entry) {
            var detail = entry.detail();
            return new EntryView(
                    entry.time(),
                    entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    entry.name(),
                    entry.node(),
                    entry.traceId(),
                    entry.place().version(),
                    detail.by(),
                    detail.attempt(),
                    detail.tookMillis(),
                    detail.outcome(),
                    detail.key(),
                    detail.from(),
                    detail.channel());
        }
    }

    public TimelineResources(ReadTimeline timeline, Cursors cursors) {
        this.timeline = timeline;
        this.cursors = cursors;
    }

    /** Answers the operation on an order's timeline. */
    public Operations addTo(Operations operations) {
        return operations.on("get-order-timeline", this::get);
    }

    private Future<Answer> get(Call call) {
        var shopper = Shopper.of(call.principal());
        var id = call.pathId("id");
        var version = call.query("version");
        var at = call.query("at");
        if (count(version.isPresent(), at.isPresent(), call.cursor().isPresent()) > 1) {
            throw ServiceFailure.of(Reason.INVALID, "One of at, version and cursor");
        }
        if (version.isPresent()) {
            return timeline.asOf(shopper, id, Long.parseLong(version.get()))
                    .map(OrderAnswers::shown);
        }
        return at.isPresent()
                ? timeline.asOf(shopper, id, time(at.get())).map(OrderAnswers::shown)
                : read(call, shopper, id);
    }

    private static int count(boolean... given) {
        var count = 0;
        for (var one : given) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ServiceFailure.of(Reason.INVALID, "at is a time, as in 2026-03-01T12:00:00Z");
        }
    }

    private Future<Answer> read(Call call, Shopper shopper, UUID id) {
        var filter = "timeline:" + id;
        var limit = call.query("limit").map(Integer::parseInt).orElse(MOST);
        var after =
                call.cursor()
                        .map(cursor -> place(cursors.open(filter, cursor)))
                        .orElse(Place.START);
        return timeline.read(shopper, id, after, limit + 1)
                .map(part -> page(call, filter, limit, part));
    }

    private Answer page(Call call, String filter, int limit, Part part) {
        var more = part.entries().size() > limit;
        var shown = more ? part.entries().subList(0, limit) : part.entries();
        var next = more ? cursors.seal(filter, keys(shown.getLast().place())) : null;
        var views = shown.stream().map(EntryView::of).toList();
        return Answer.page(
                call,
                new Page<>(views, next),
                Map.of("messages", part.complete() ? "included" : "unavailable"));
    }

    private static List<String> keys(Place place) {
        return List.of(
                Long.toString(place.version()),
                Integer.toString(place.rank()),
                Long.toString(place.seq()),
                place.id());
    }

    private static Place place(List<String> keys) {
        return new Place(
                Long.parseLong(keys.get(0)),
                Integer.parseInt(keys.get(1)),
                Long.parseLong(keys.get(2)),
                keys.get(3));
    }
}

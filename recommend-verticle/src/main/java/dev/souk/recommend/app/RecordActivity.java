package dev.souk.recommend.app;

import dev.souk.contract.Event;
import dev.souk.contract.Ids;
import dev.souk.recommend.api.Activity;
import dev.souk.recommend.api.RecommendEvents;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Passes on what visitors do. */
public final class RecordActivity {

    private static final int SCHEMA = 1;

    /** What can be done. */
    public enum Kind {
        VIEW,
        CLICK,
        SEARCH
    }

    /** Something done. */
    public record Deed(Kind kind, @Nullable UUID productId, @Nullable String query) {}

    private final ActivityStream stream;
    private final Ids ids;
    private final InstantSource clock;

    public RecordActivity(ActivityStream stream, Ids ids, InstantSource clock) {
        this.stream = stream;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Succeeds when all is kept.
     *
     * @param user the id of who did it; empty for a visitor who isn't signed in
     */
    public Future<Void> record(List<Deed> deeds, String user) {
        return Future.all(deeds.stream().map(deed -> record(deed, user)).toList()).mapEmpty();
    }

    private Future<Void> record(Deed deed, String user) {
        var id = ids.next();
        var known = user.isEmpty() || deed.query() != null ? null : user;
        var body = new Activity(deed.productId(), deed.query(), known);
        var key = key(body, id);
        return stream.publish(
                key, new Event<>(id, type(deed.kind()), SCHEMA, key, 1, clock.instant(), body));
    }

    private static String key(Activity activity, UUID id) {
        if (activity.productId() != null) {
            return activity.productId().toString();
        }
        return activity.userId() == null ? id.toString() : activity.userId();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case VIEW -> RecommendEvents.VIEWED;
            case CLICK -> RecommendEvents.CLICKED;
            case SEARCH -> RecommendEvents.SEARCHED;
        };
    }
}

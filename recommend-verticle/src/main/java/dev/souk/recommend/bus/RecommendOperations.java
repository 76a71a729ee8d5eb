package dev.souk.recommend.bus;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.recommend.app.Recommend;
import dev.souk.recommend.app.RecordActivity;
import dev.souk.recommend.app.RecordActivity.Deed;
import dev.souk.recommend.app.RecordActivity.Kind;
import dev.souk.recommend.domain.Ranking.Ranked;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Recommendations and visitors' deeds over HTTP. */
public final class RecommendOperations {

    /** A recommended product. */
    record ItemView(UUID productId, double score, String reason) {

        static ItemView of(Ranked ranked) {
            return new ItemView(ranked.productId(), ranked.score(), ranked.reason().word());
        }
    }

    /** Recommended products, the best first. */
    record Items(List<ItemView> items) {}

    /** A visitor's deed, as its schema lets it through. */
    record NewDeed(String type, @Nullable UUID productId, @Nullable String query) {

        Deed deed() {
            return new Deed(Kind.valueOf(type.toUpperCase(Locale.ROOT)), productId, query);
        }
    }

    private final Recommend recommend;
    private final RecordActivity activity;

    public RecommendOperations(Recommend recommend, RecordActivity activity) {
        this.recommend = recommend;
        this.activity = activity;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-recommendations", this::forCaller)
                .on("list-related-products", this::related)
                .on("record-activity", this::record);
    }

    private Future<Answer> forCaller(Call call) {
        var principal = call.principal();
        return (principal.isAnonymous()
                        ? recommend.forAnybody(call.limit())
                        : recommend.forCustomer(UUID.fromString(principal.subject()), call.limit()))
                .map(RecommendOperations::items);
    }

    private Future<Answer> related(Call call) {
        return recommend
                .related(call.pathId("id"), call.limit())
                .map(RecommendOperations::items)
                .map(answer -> answer.etagOfBody().header("cache-control", "no-cache"));
    }

    private Future<Answer> record(Call call) {
        var json = call.json();
        var deeds =
                json.isArray()
                        ? List.of(Json.convert(json, NewDeed[].class))
                        : List.of(call.body(NewDeed.class));
        return activity.record(
                        deeds.stream().map(NewDeed::deed).toList(), call.principal().subject())
                .map(done -> Answer.accepted());
    }

    private static Answer items(List<Ranked> ranked) {
        return Answer.ok(new Items(ranked.stream().map(ItemView::of).toList()));
    }
}

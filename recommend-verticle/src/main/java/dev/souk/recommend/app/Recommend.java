package dev.souk.recommend.app;

import dev.souk.recommend.domain.Ranking;
import dev.souk.recommend.domain.Ranking.Ranked;
import dev.souk.recommend.domain.Ranking.Reason;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Recommends products: to somebody, beside a product, or to anybody. */
public final class Recommend {

    private static final Duration NOW = Duration.ofDays(7);
    private static final int PURCHASES = 50;
    private static final int CANDIDATES = 300;
    private static final double LEAST_ALIKE = 0.05;

    private final RecommendStore store;
    private final InstantSource clock;

    public Recommend(RecommendStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What goes with the customer's purchases and isn't among them, then what sells now. */
    public Future<List<Ranked>> forCustomer(UUID customerId, int limit) {
        return store.boughtBy(customerId, PURCHASES).compose(bought -> forPurchases(bought, limit));
    }

    /** What sells now. */
    public Future<List<Ranked>> forAnybody(int limit) {
        return sellingNow(limit).map(now -> Ranking.merge(limit, Set.of(), List.of(now)));
    }

    /** What was bought together with a product, then what is like it. */
    public Future<List<Ranked>> related(UUID productId, int limit) {
        var together = store.boughtWith(List.of(productId), CANDIDATES);
        var alike = store.alike(productId, limit);
        return Future.all(together, alike)
                .map(
                        both ->
                                Ranking.merge(
                                        limit,
                                        Set.of(productId),
                                        List.of(
                                                Ranking.boughtTogether(together.result()),
                                                ranked(alike.result()))));
    }

    private Future<List<Ranked>> forPurchases(List<UUID> bought, int limit) {
        if (bought.isEmpty()) {
            return forAnybody(limit);
        }
        var together = store.boughtWith(bought, CANDIDATES);
        var now = sellingNow(limit + bought.size());
        return Future.all(together, now)
                .map(
                        both ->
                                Ranking.merge(
                                        limit,
                                        new HashSet<>(bought),
                                        List.of(
                                                Ranking.boughtTogether(together.result()),
                                                now.result())));
    }

    private Future<List<Ranked>> sellingNow(int limit) {
        return store.sellingSince(clock.instant().minus(NOW), limit).map(Ranking::sellingNow);
    }

    /** The order tells how alike they are; the score only says so. */
    private static List<Ranked> ranked(List<UUID> alike) {
        var ranked = new ArrayList<Ranked>();
        for (var i = 0; i < alike.size(); i++) {
            var score = Math.max(LEAST_ALIKE, 0.5 / (i + 1));
            ranked.add(new Ranked(alike.get(i), score, Reason.ALIKE));
        }
        return ranked;
    }
}

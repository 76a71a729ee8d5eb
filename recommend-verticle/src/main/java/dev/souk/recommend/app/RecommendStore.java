package dev.souk.recommend.app;

import dev.souk.recommend.domain.Ranking.Selling;
import dev.souk.recommend.domain.Ranking.Together;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What is known of purchases. Products that left the shop are never given. */
public interface RecommendStore {

    /** What the customer bought, the latest first. */
    Future<List<UUID>> boughtBy(UUID customerId, int limit);

    /** What was bought together with any of the products, what was bought most often first. */
    Future<List<Together>> boughtWith(Collection<UUID> products, int limit);

    /** Products of the same category or brand, those of both and the nearest in price first. */
    Future<List<UUID>> alike(UUID productId, int limit);

    /** What sold most since a moment. */
    Future<List<Selling>> sellingSince(Instant moment, int limit);
}

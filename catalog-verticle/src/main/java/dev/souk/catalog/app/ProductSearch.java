package dev.souk.catalog.app;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An index of all products by the words in them. It may lag behind by a second. */
public interface ProductSearch {

    /** In which order hits come. */
    enum Sort {
        RELEVANCE,
        CHEAPEST,
        DEAREST,
        NEWEST
    }

    /**
     * What is looked for; absent parts don't matter.
     *
     * @param text what people type; empty for everything
     * @param brand exact
     */
    record Query(
            String text,
            @Nullable String category,
            @Nullable String brand,
            @Nullable Long minPrice,
            @Nullable Long maxPrice,
            @Nullable Boolean inStock,
            Sort sort) {}

    /**
     * A product that fits.
     *
     * @param score how well; comparable within one answer
     * @param sortKey its value of what the hits are sorted by; empty for relevance
     * @param highlights safe HTML by field
     */
    record Hit(UUID id, double score, String sortKey, Map<String, String> highlights) {}

    /** How many hits have a value. */
    record Count(String value, long count) {}

    /** How many hits have a price from {@code from} to below {@code to}. */
    record PriceCount(long from, @Nullable Long to, long count) {}

    /** What the hits, all of them, are like. */
    record Facets(List<Count> categories, List<Count> brands, List<PriceCount> prices) {}

    /**
     * The first hits, and what all are like.
     *
     * @param ranking the ids of the best hits in their order, for relevance only
     */
    record Hits(List<Hit> hits, Facets facets, List<Ranked> ranking) {}

    /** A hit's place in a ranking. */
    record Ranked(UUID id, double score) {}

    /** A completion of what was typed. */
    record Suggestion(String text, String kind, @Nullable UUID productId, @Nullable String slug) {}

    /**
     * Hits after a position, sorted by a field.
     *
     * @param after the sort key and id of the last hit shown
     */
    Future<Hits> search(Query query, int limit, Optional<Hit> after);

    /** Facets and highlights of hits that an earlier search ranked. */
    Future<Hits> reread(Query query, List<Ranked> ranked);

    Future<List<Suggestion>> suggest(String typed, int limit);
}

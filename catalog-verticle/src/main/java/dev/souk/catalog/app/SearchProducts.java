package dev.souk.catalog.app;

import dev.souk.catalog.app.ProductSearch.Facets;
import dev.souk.catalog.app.ProductSearch.Hit;
import dev.souk.catalog.app.ProductSearch.Hits;
import dev.souk.catalog.app.ProductSearch.Query;
import dev.souk.catalog.app.ProductSearch.Ranked;
import dev.souk.catalog.app.ProductSearch.Sort;
import dev.souk.catalog.app.ProductSearch.Suggestion;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.Ids;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds products by what people type, page by page. What is shown of a hit is as it is now. */
public final class SearchProducts {

    /** Where a page of a search begins. */
    public sealed interface Position {

        /** After a hit of a list that is sorted by a field. */
        record AfterField(String sortKey, UUID id) implements Position {}

        /** At a place in a ranking that is kept. */
        record InRanking(UUID ranking, int offset) implements Position {}
    }

    /**
     * A hit.
     *
     * @param next where the page after it begins
     */
    public record Found(
            StockedProduct product, double score, Map<String, String> highlights, Position next) {}

    /** Hits, one more than the page holds where there is more, and what all of them are like. */
    public record Result(List<Found> found, Facets facets) {}

    private final ProductSearch search;
    private final ProductStore products;
    private final Rankings rankings;
    private final Ids ids;

    public SearchProducts(ProductSearch search, ProductStore products, Rankings rankings, Ids ids) {
        this.search = search;
        this.products = products;
        this.rankings = rankings;
        this.ids = ids;
    }

    /** Fails with 410 {@code cursor-expired} where the position's ranking is forgotten. */
    public Future<Result> search(Query query, int limit, Optional<Position> position) {
        return switch (position.orElse(null)) {
            case null -> query.sort() == Sort.RELEVANCE ? rank(query, limit) : sorted(query, limit);
            case Position.AfterField after -> sortedAfter(query, limit, after);
            case Position.InRanking in -> goOn(query, limit, in);
        };
    }

    public Future<List<Suggestion>> suggest(String typed, int limit) {
        return search.suggest(typed, limit);
    }

    private Future<Result> sorted(Query query, int limit) {
        return search.search(query, limit + 1, Optional.empty()).compose(this::shownSorted);
    }

    private Future<Result> sortedAfter(Query query, int limit, Position.AfterField after) {
        var last = new Hit(after.id(), 0, after.sortKey(), Map.of());
        return search.search(query, limit + 1, Optional.of(last)).compose(this::shownSorted);
    }

    private Future<Result> shownSorted(Hits hits) {
        var next = new ArrayList<Position>();
        hits.hits().forEach(hit -> next.add(new Position.AfterField(hit.sortKey(), hit.id())));
        return shown(hits, next);
    }

    private Future<Result> rank(Query query, int limit) {
        return search.search(query, limit + 1, Optional.empty()).compose(hits -> kept(hits, limit));
    }

    private Future<Result> kept(Hits hits, int limit) {
        var name = ids.next();
        var kept =
                hits.ranking().size() > limit
                        ? rankings.keep(name, hits.ranking())
                        : Future.<Void>succeededFuture();
        return kept.compose(done -> shown(hits, places(name, 0, hits.hits().size())));
    }

    private Future<Result> goOn(Query query, int limit, Position.InRanking in) {
        return rankings.find(in.ranking())
                .map(found -> found.orElseThrow(SearchProducts::expired))
                .map(ranking -> page(ranking, in.offset(), limit + 1))
                .compose(page -> search.reread(query, page))
                .compose(
                        hits -> shown(hits, places(in.ranking(), in.offset(), hits.hits().size())));
    }

    private static List<Ranked> page(List<Ranked> ranking, int offset, int size) {
        var start = Math.min(Math.max(0, offset), ranking.size());
        return ranking.subList(start, Math.min(ranking.size(), start + size));
    }

    private static List<Position> places(UUID ranking, int offset, int size) {
        var places = new ArrayList<Position>();
        for (var i = 1; i <= size; i++) {
            places.add(new Position.InRanking(ranking, offset + i));
        }
        return places;
    }

    /** A hit that is gone by now is left out; the others keep their positions. */
    private Future<Result> shown(Hits hits, List<Position> next) {
        return products.findAll(hits.hits().stream().map(Hit::id).toList())
                .map(found -> shown(hits, next, found));
    }

    private static Result shown(Hits hits, List<Position> next, List<StockedProduct> products) {
        var byId = new HashMap<UUID, StockedProduct>();
        products.forEach(product -> byId.put(product.product().id(), product));
        var found = new ArrayList<Found>();
        for (var i = 0; i < hits.hits().size(); i++) {
            var hit = hits.hits().get(i);
            var product = byId.get(hit.id());
            if (product != null) {
                found.add(new Found(product, hit.score(), hit.highlights(), next.get(i)));
            }
        }
        return new Result(found, hits.facets());
    }

    private static ServiceFailure expired() {
        return ServiceFailure.of(
                Reason.GONE, "cursor-expired", "This search is too old to go on; search again");
    }
}

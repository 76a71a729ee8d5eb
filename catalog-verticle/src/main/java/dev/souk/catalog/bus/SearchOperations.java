package dev.souk.catalog.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.souk.catalog.api.ProductView;
import dev.souk.catalog.app.ProductSearch.Count;
import dev.souk.catalog.app.ProductSearch.Facets;
import dev.souk.catalog.app.ProductSearch.PriceCount;
import dev.souk.catalog.app.ProductSearch.Query;
import dev.souk.catalog.app.ProductSearch.Sort;
import dev.souk.catalog.app.ProductSearch.Suggestion;
import dev.souk.catalog.app.SearchProducts;
import dev.souk.catalog.app.SearchProducts.Found;
import dev.souk.catalog.app.SearchProducts.Position;
import dev.souk.catalog.app.SearchProducts.Result;
import dev.souk.catalog.app.Views;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Search over HTTP. */
public final class SearchOperations {

    private static final int DEFAULT_SUGGESTIONS = 8;

    /** A hit as it is shown: the product's fields, and how it was found. */
    record HitView(
            @JsonUnwrapped ProductView product,
            double score,
            Map<String, String> highlights,
            @JsonIgnore Position next) {}

    /** A range of prices and how many hits are in it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PriceView(String value, long count, long from, @Nullable Long to) {

        static PriceView of(PriceCount range) {
            var to = range.to();
            var value = range.from() + "-" + (to == null ? "" : to);
            return new PriceView(value, range.count(), range.from(), to);
        }
    }

    /** What all hits are like. */
    record FacetsView(List<Count> category, List<Count> brand, List<PriceView> price) {

        static FacetsView of(Facets facets) {
            return new FacetsView(
                    facets.categories(),
                    facets.brands(),
                    facets.prices().stream().map(PriceView::of).toList());
        }
    }

    /** A completion as it is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuggestionView(
            String text, String kind, @Nullable UUID productId, @Nullable String slug) {

        static SuggestionView of(Suggestion suggestion) {
            return new SuggestionView(
                    suggestion.text(),
                    suggestion.kind(),
                    suggestion.productId(),
                    suggestion.slug());
        }
    }

    /** Completions. */
    record Suggestions(List<SuggestionView> items) {}

    private final SearchProducts search;
    private final Cursors cursors;

    public SearchOperations(SearchProducts search, Cursors cursors) {
        this.search = search;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations.on("search-products", this::search).on("suggest-products", this::suggest);
    }

    private Future<Answer> search(Call call) {
        var query = query(call);
        var filter = "search:" + query;
        var position = call.cursor().map(cursor -> position(cursors.open(filter, cursor)));
        return search.search(query, call.limit(), position)
                .map(result -> page(call, filter, result))
                .map(answer -> answer.etagOfBody().header("cache-control", "no-cache"));
    }

    private Answer page(Call call, String filter, Result result) {
        var hits = result.found().stream().map(SearchOperations::view).toList();
        return Answer.page(
                call,
                hits,
                hit -> cursors.seal(filter, keys(hit.next())),
                Map.of("facets", FacetsView.of(result.facets())));
    }

    private Future<Answer> suggest(Call call) {
        var limit = call.query("limit").map(Integer::parseInt).orElse(DEFAULT_SUGGESTIONS);
        return search.suggest(call.query("q").orElse(""), limit)
                .map(found -> found.stream().map(SuggestionView::of).toList())
                .map(items -> Answer.ok(new Suggestions(items)).etagOfBody())
                .map(answer -> answer.header("cache-control", "no-cache"));
    }

    private static Query query(Call call) {
        return new Query(
                call.query("q").orElse(""),
                call.query("category").orElse(null),
                call.query("brand").orElse(null),
                call.query("minPrice").map(Long::valueOf).orElse(null),
                call.query("maxPrice").map(Long::valueOf).orElse(null),
                call.query("inStock").map(Boolean::valueOf).orElse(null),
                sort(call.query("sort").orElse("relevance")));
    }

    private static Sort sort(String word) {
        return switch (word) {
            case "price" -> Sort.CHEAPEST;
            case "-price" -> Sort.DEAREST;
            case "newest" -> Sort.NEWEST;
            default -> Sort.RELEVANCE;
        };
    }

    private static HitView view(Found found) {
        return new HitView(
                Views.of(found.product()), found.score(), found.highlights(), found.next());
    }

    private static List<String> keys(Position position) {
        return switch (position) {
            case Position.AfterField(var key, var id) -> List.of("field", key, id.toString());
            case Position.InRanking(var ranking, var offset) ->
                    List.of("ranking", ranking.toString(), String.valueOf(offset));
        };
    }

    private static Position position(List<String> keys) {
        return keys.get(0).equals("field")
                ? new Position.AfterField(keys.get(1), UUID.fromString(keys.get(2)))
                : new Position.InRanking(
                        UUID.fromString(keys.get(1)), Integer.parseInt(keys.get(2)));
    }
}

package dev.souk.catalog.search;

import dev.souk.catalog.app.ProductSearch.Suggestion;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Completes what is typed: brands and categories of the best fits whose name goes on with the last
 * word, then the fits' own names.
 */
final class Completions {

    private static final int FITS = 50;
    private static final int MOST_GROUPS = 3;
    private static final Set<String> STORED =
            Set.of(
                    Fields.ID,
                    Fields.NAME,
                    Fields.BRAND_NAME,
                    Fields.CATEGORY_NAME,
                    Fields.CATEGORY_SLUG);

    private final IndexSearcher searcher;
    private final IndexReads reads;
    private final TextAnalysis analysis;

    Completions(IndexSearcher searcher, IndexReads reads, TextAnalysis analysis) {
        this.searcher = searcher;
        this.reads = reads;
        this.analysis = analysis;
    }

    List<Suggestion> of(String typed, int limit) throws IOException {
        var words = analysis.words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        Map<String, Suggestion> groups = new LinkedHashMap<>();
        Map<String, Suggestion> products = new LinkedHashMap<>();
        for (var fit : reads.best(typed, FITS)) {
            gather(fit, words.get(words.size() - 1), groups, products);
        }
        var all = new ArrayList<Suggestion>();
        groups.values().stream().limit(Math.min(MOST_GROUPS, limit / 2)).forEach(all::add);
        products.values().stream().limit(limit - all.size()).forEach(all::add);
        return all;
    }

    private void gather(
            ScoreDoc fit,
            String last,
            Map<String, Suggestion> groups,
            Map<String, Suggestion> products)
            throws IOException {
        var document = searcher.storedFields().document(fit.doc, STORED);
        var brand = document.get(Fields.BRAND_NAME);
        if (brand != null && goesOn(brand, last)) {
            groups.putIfAbsent("brand " + brand, new Suggestion(brand, "brand", null, null));
        }
        var category = document.get(Fields.CATEGORY_NAME);
        if (category != null && goesOn(category, last)) {
            groups.putIfAbsent(
                    "category " + category,
                    new Suggestion(category, "category", null, document.get(Fields.CATEGORY_SLUG)));
        }
        var name = document.get(Fields.NAME);
        var id = UUID.fromString(document.get(Fields.ID));
        products.putIfAbsent(name, new Suggestion(name, "product", id, null));
    }

    private boolean goesOn(String name, String last) {
        return analysis.words(name).stream().anyMatch(word -> word.startsWith(last));
    }
}

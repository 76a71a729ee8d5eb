package dev.souk.catalog.search;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people type, as a query. Every word must be found in some field: as it is, as the beginning
 * of a word, or with a slip or two (Damerau-Levenshtein distance 1 from four letters on, 2 from
 * eight). Exact words score above beginnings, and those above slips.
 */
final class TextQuery {

    private static final Map<String, Float> WEIGHTS =
            Map.of(
                    Fields.NAME, 6f,
                    Fields.BRAND, 4f,
                    Fields.CATEGORY, 3f,
                    Fields.ATTRIBUTES, 1.5f,
                    Fields.DESCRIPTION, 1f);
    private static final float SKU_WEIGHT = 40f;
    private static final float PREFIX_SHARE = 0.4f;
    private static final float SLIP_SHARE = 0.2f;
    private static final float TIE = 0.1f;
    private static final int ONE_SLIP = 4;
    private static final int TWO_SLIPS = 8;
    private static final int EXPANSIONS = 50;

    private final TextAnalysis analysis;

    TextQuery(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Everything that has all the words; everything at all where there are none. */
    Query all(String text) {
        return of(text, analysis.words(text).size());
    }

    /** Everything that has most of the words: one may be missing, and one must be there. */
    Query most(String text) {
        return of(text, Math.max(1, analysis.words(text).size() - 1));
    }

    private Query of(String text, int least) {
        var words = analysis.words(text);
        if (words.isEmpty()) {
            return new MatchAllDocsQuery();
        }
        var together = new BooleanQuery.Builder();
        words.forEach(word -> together.add(word(word), Occur.SHOULD));
        together.setMinimumNumberShouldMatch(least);
        var sku = new Term(Fields.SKU, text.strip().toLowerCase(Locale.ROOT));
        return new BooleanQuery.Builder()
                .add(together.build(), Occur.SHOULD)
                .add(new BoostQuery(new TermQuery(sku), SKU_WEIGHT), Occur.SHOULD)
                .build();
    }

    private static Query word(String word) {
        List<Query> ways = new ArrayList<>();
        WEIGHTS.forEach(
                (field, weight) -> {
                    var term = new Term(field, word);
                    ways.add(new BoostQuery(new TermQuery(term), weight));
                    ways.add(new BoostQuery(new PrefixQuery(term), weight * PREFIX_SHARE));
                    if (word.length() >= ONE_SLIP) {
                        ways.add(new BoostQuery(slips(term), weight * SLIP_SHARE));
                    }
                });
        return new DisjunctionMaxQuery(ways, TIE);
    }

    private static Query slips(Term term) {
        var most = term.text().length() >= TWO_SLIPS ? 2 : 1;
        var firstLetters = term.text().length() > ONE_SLIP ? 0 : 1;
        return new FuzzyQuery(term, most, firstLetters, EXPANSIONS, true);
    }
}
